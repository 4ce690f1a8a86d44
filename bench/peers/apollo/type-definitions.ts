export const typeDefs = `#graphql
  scalar DateTime

  type PageInfo { hasNextPage: Boolean! endCursor: ID }
  type CustomerPage { totalCount: Int! pageInfo: PageInfo! nodes: [Customer!]! }
  type OrderPage { nodes: [Order!]! }
  type TermPage { nodes: [Term!]! }

  type Customer {
    id: ID!
    remoteId: String!
    name: String!
    adminEmail: String!
    isActive: Boolean!
    createdAt: DateTime!
    orders(first: Int!): OrderPage!
  }

  type Order {
    id: ID!
    remoteId: String!
    kind: String!
    createdAt: DateTime!
    customer: Customer!
    terms(first: Int!): TermPage!
  }

  type Term { id: ID! period: Int! seats: Int! startsAt: DateTime! endsAt: DateTime! }
  type Product { id: ID! code: String! name: String! }
  type Subscription { id: ID! status: String! lastEndsAt: DateTime! product: Product! }
  type PlacedOrder { order: Order! subscription: Subscription! }

  input CustomerFilter { isActive: Boolean createdAfter: DateTime }
  input CreateCustomerInput { organisationId: Int! remoteId: String! name: String! adminEmail: String! }
  input CreateFirstOrderInput {
    organisationId: Int!
    customer: String!
    remoteId: String!
    product: String!
    seats: Int!
    duration: String!
  }
  input CreateRenewalOrderInput { organisationId: Int! firstOrder: String! remoteId: String! seats: Int }

  type Query {
    customer(organisationId: Int!, remoteId: String!): Customer
    customers(organisationId: Int!, first: Int!, after: ID, filter: CustomerFilter): CustomerPage!
  }

  type Mutation {
    createCustomer(input: CreateCustomerInput!): Customer!
    createFirstOrder(input: CreateFirstOrderInput!): PlacedOrder!
    createRenewalOrder(input: CreateRenewalOrderInput!): PlacedOrder!
  }
`;
