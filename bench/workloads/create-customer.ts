import { envelopeSide, type Facts, graphqlSide, type Workload } from './workload.ts';

const made = (number: number, { prefix }: Facts) => ({
  remoteId: `${prefix}${number}`,
  name: `Customer ${number}`,
  email: `contact-${number}@example.com`,
});

interface Customer {
  readonly remoteId: string;
  readonly name: string;
  readonly isActive: boolean;
}

const said = (email: string, { remoteId, name, isActive }: Customer) => ({ remoteId, name, email, isActive });

/** A customer of a new id. Peers write the one row; we write who did it, too, and recognise a retry. */
export const createCustomer: Workload = {
  name: 'createCustomer',
  writes: true,
  recorded: true,
  sides: {
    graphql: graphqlSide<{ createCustomer: { customer: Customer & { admin: { email: string } } } }>({
      document: `mutation CreateCustomer($input: CreateCustomerInput!) {
        createCustomer(input: $input) {
          ... on CreateCustomerSuccess { customer { databaseId remoteId name isActive admin { email } } }
          ... on Error { code message }
        }
      }`,
      variables: (number, facts) => {
        const { email, ...customer } = made(number, facts);
        return { input: { ...customer, admin: { email } } };
      },
      sign: '"databaseId":',
      said: ({ createCustomer: { customer } }) => said(customer.admin.email, customer),
    }),
    envelope: envelopeSide<Customer & { admin: { email: string } }>({
      method: 'createCustomer',
      params: (number, facts) => {
        const { remoteId: id, email, ...customer } = made(number, facts);
        return { id, ...customer, admin: { email } };
      },
      sign: '"isActive":',
      said: (customer) => said(customer.admin.email, customer),
    }),
    postgraphile: graphqlSide<{ createCustomer: { customer: Customer & { adminEmail: string } } }>({
      document: `mutation CreateCustomer($input: CreateCustomerInput!) {
        createCustomer(input: $input) { customer { rowId remoteId name isActive adminEmail } }
      }`,
      variables: (number, facts) => {
        const { email: adminEmail, ...customer } = made(number, facts);
        // Our tables leave the time to who writes.
        const times = { createdAt: '2026-07-01T00:00:00Z', updatedAt: '2026-07-01T00:00:00Z' };
        const { organisationId } = facts;
        return { input: { customer: { organisationId, ...customer, adminEmail, supplied: {}, ...times } } };
      },
      sign: '"rowId":',
      said: ({ createCustomer: { customer } }) => said(customer.adminEmail, customer),
    }),
    apollo: graphqlSide<{ createCustomer: Customer & { adminEmail: string } }>({
      document: `mutation CreateCustomer($input: CreateCustomerInput!) {
        createCustomer(input: $input) { id remoteId name isActive adminEmail }
      }`,
      variables: (number, facts) => {
        const { email: adminEmail, ...customer } = made(number, facts);
        return { input: { organisationId: facts.organisationId, ...customer, adminEmail } };
      },
      sign: '"adminEmail":',
      said: ({ createCustomer: customer }) => said(customer.adminEmail, customer),
    }),
  },
};
