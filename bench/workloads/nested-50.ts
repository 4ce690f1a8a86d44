import { graphqlSide, instant, type Workload } from './workload.ts';

interface Term {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number;
}

interface Order {
  readonly remoteId: string;
  readonly createdAt: string;
  readonly terms: { readonly nodes: readonly Term[] };
}

interface Customer {
  readonly remoteId: string;
  readonly name: string;
  readonly orders: { readonly nodes: readonly Order[] };
}

interface Page {
  readonly customers: { readonly nodes: readonly Customer[] };
}

const saidTerm = ({ startsAt, endsAt, seats }: Term) => ({
  startsAt: instant(startsAt),
  endsAt: instant(endsAt),
  seats,
});

const saidOrder = ({ remoteId, createdAt, terms }: Order) => ({
  remoteId,
  createdAt: instant(createdAt),
  terms: terms.nodes.map(saidTerm),
});

const said = ({ customers }: Page) =>
  customers.nodes.map(({ remoteId, name, orders }) => ({ remoteId, name, orders: orders.nodes.map(saidOrder) }));

/** The first 50 customers with 3 orders each, and 3 terms of each order. */
export const nested50: Workload = {
  name: 'nested50',
  writes: false,
  recorded: false,
  sides: {
    bare: {
      path: '/nested',
      headers: () => ({ 'content-type': 'application/json' }),
      body: (_, { organisationId }) => JSON.stringify({ organisationId }),
      sign: '"startsAt":',
      said: (answer) => said({ customers: { nodes: answer as readonly Customer[] } }),
    },
    graphql: graphqlSide<Page>({
      document: `query Nested($first: Int!, $few: Int!) {
        customers(first: $first) { nodes { databaseId remoteId name
          orders(first: $few) { nodes { databaseId remoteId createdAt
            terms(first: $few) { nodes { databaseId startsAt endsAt seats } }
          } }
        } }
      }`,
      variables: () => ({ first: 50, few: 3 }),
      sign: '"startsAt":',
      said,
    }),
    postgraphile: graphqlSide<Page>({
      document: `query Nested($organisationId: Int!, $first: Int!, $few: Int!) {
        customers: allCustomers(condition: { organisationId: $organisationId }, first: $first, orderBy: [PRIMARY_KEY_ASC]) {
          nodes { rowId remoteId name
            orders: ordersByOrganisationIdAndCustomerId(first: $few, orderBy: [PRIMARY_KEY_ASC]) {
              nodes { rowId remoteId createdAt
                terms: termsByOrganisationIdAndOrderId(first: $few, orderBy: [PRIMARY_KEY_ASC]) {
                  nodes { rowId startsAt endsAt seats }
                }
              }
            }
          }
        }
      }`,
      variables: (_, { organisationId }) => ({ organisationId, first: 50, few: 3 }),
      sign: '"startsAt":',
      said,
    }),
    apollo: graphqlSide<Page>({
      document: `query Nested($organisationId: Int!, $first: Int!, $few: Int!) {
        customers(organisationId: $organisationId, first: $first) { nodes { id remoteId name
          orders(first: $few) { nodes { id remoteId createdAt
            terms(first: $few) { nodes { id startsAt endsAt seats } }
          } }
        } }
      }`,
      variables: (_, { organisationId }) => ({ organisationId, first: 50, few: 3 }),
      sign: '"startsAt":',
      said,
    }),
  },
};
