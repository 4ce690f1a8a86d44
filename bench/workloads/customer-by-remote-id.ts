import { anyCustomer, envelopeSide, type Facts, graphqlSide, instant, type Side, type Workload } from './workload.ts';

interface Customer {
  readonly remoteId: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly createdAt: string;
}

const said = (email: string, { remoteId, name, isActive, createdAt }: Customer) => ({
  remoteId,
  name,
  email,
  isActive,
  createdAt: instant(createdAt),
});

/** The same request for who has neither doors nor documents. */
const plain = (path: string): Pick<Side, 'path' | 'headers' | 'body'> => ({
  path,
  headers: () => ({ 'content-type': 'application/json' }),
  body: (number: number, facts: Facts) =>
    JSON.stringify({ organisationId: facts.organisationId, remoteId: anyCustomer(number, facts) }),
});

/** One customer, found by the id that the partner gave it. */
export const customerByRemoteId: Workload = {
  name: 'customerByRemoteId',
  writes: false,
  recorded: false,
  sides: {
    echo: { ...plain('/echo'), sign: '"remoteId":', said: () => undefined },
    bare: {
      ...plain('/customer'),
      sign: '"databaseId":',
      said: (answer) => said((answer as { adminEmail: string }).adminEmail, answer as Customer),
    },
    graphql: graphqlSide<{ customer: Customer & { admin: { email: string } } }>({
      document: `query CustomerByRemoteId($remoteId: String!) {
        customer(remoteId: $remoteId) { databaseId remoteId name isActive createdAt admin { email } }
      }`,
      variables: (number, facts) => ({ remoteId: anyCustomer(number, facts) }),
      sign: '"databaseId":',
      said: ({ customer }) => said(customer.admin.email, customer),
    }),
    envelope: envelopeSide<Omit<Customer, 'createdAt'> & { createdAt: number; admin: { email: string } }>({
      method: 'getCustomer',
      params: (number, facts) => ({ id: anyCustomer(number, facts) }),
      sign: '"isActive":',
      said: ({ createdAt, ...customer }) =>
        said(customer.admin.email, {
          ...customer,
          createdAt: Temporal.Instant.fromEpochMilliseconds(createdAt * 1000).toString(),
        }),
    }),
    postgraphile: graphqlSide<{ customer: Customer & { adminEmail: string } }>({
      document: `query CustomerByRemoteId($organisationId: Int!, $remoteId: String!) {
        customer: customerByOrganisationIdAndRemoteId(organisationId: $organisationId, remoteId: $remoteId) {
          rowId remoteId name isActive createdAt adminEmail
        }
      }`,
      variables: (number, facts) => ({
        organisationId: facts.organisationId,
        remoteId: anyCustomer(number, facts),
      }),
      sign: '"rowId":',
      said: ({ customer }) => said(customer.adminEmail, customer),
    }),
    apollo: graphqlSide<{ customer: Customer & { adminEmail: string } }>({
      document: `query CustomerByRemoteId($organisationId: Int!, $remoteId: String!) {
        customer(organisationId: $organisationId, remoteId: $remoteId) { id remoteId name isActive createdAt adminEmail }
      }`,
      variables: (number, facts) => ({
        organisationId: facts.organisationId,
        remoteId: anyCustomer(number, facts),
      }),
      sign: '"adminEmail":',
      said: ({ customer }) => said(customer.adminEmail, customer),
    }),
  },
};
