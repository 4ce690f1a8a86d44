import { type CustomerPage, saidPage } from './filtered-list.ts';
import { type Ask, type Facts, graphqlSide, type Side, type Workload } from './workload.ts';

/** The customer after which the page begins: the 100,000th or, where there are fewer, one near the end. */
const before = ({ customers }: Facts) => `C-${Math.min(100_000, customers - 100)}`;

interface Found {
  readonly customers: { readonly edges: readonly { readonly cursor: string; readonly node: { remoteId: string } }[] };
}

/** Where a side says that its page after that customer begins. */
function cursorFrom(asking: Side) {
  return async (ask: Ask, facts: Facts): Promise<string> => {
    const found = (await ask(asking, 0, facts)) as { data: Found };
    const edge = found.data.customers.edges.find(({ node }) => node.remoteId === before(facts));
    if (edge === undefined) throw new Error(`A deep page was to begin after ${before(facts)}, which was not found.`);
    return edge.cursor;
  };
}

const cursorOf = (document: string, variables: (facts: Facts) => object) =>
  cursorFrom(graphqlSide({ document, variables: (_, facts) => variables(facts), sign: '', said: () => undefined }));

/** 50 customers far down the list, by the cursor of the one before. */
export const deepPage: Workload = {
  name: 'deepPage',
  writes: false,
  recorded: false,
  sides: {
    graphql: graphqlSide<CustomerPage>({
      document: `query Deep($after: String!) {
        customers(first: 50, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { databaseId remoteId name isActive createdAt }
        }
      }`,
      variables: (_, { cursor }) => ({ after: cursor }),
      sign: '"databaseId":',
      said: saidPage,
      cursor: cursorOf(
        'query Cursor($text: String!) { customers(first: 100, filter: { text: $text }) { edges { cursor node { remoteId } } } }',
        (facts) => ({ text: before(facts) }),
      ),
    }),
    postgraphile: graphqlSide<CustomerPage>({
      document: `query Deep($organisationId: Int!, $after: Cursor!) {
        customers: allCustomers(
          condition: { organisationId: $organisationId }, first: 50, after: $after, orderBy: [PRIMARY_KEY_ASC]
        ) { pageInfo { hasNextPage endCursor } nodes { rowId remoteId name isActive createdAt } }
      }`,
      variables: (_, { organisationId, cursor }) => ({ organisationId, after: cursor }),
      sign: '"rowId":',
      said: saidPage,
      cursor: cursorOf(
        `query Cursor($condition: CustomerCondition!) {
          customers: allCustomers(condition: $condition, first: 1, orderBy: [PRIMARY_KEY_ASC]) {
            edges { cursor node { remoteId } }
          }
        }`,
        (facts) => ({ condition: { organisationId: facts.organisationId, remoteId: before(facts) } }),
      ),
    }),
    apollo: graphqlSide<CustomerPage>({
      document: `query Deep($organisationId: Int!, $after: ID!) {
        customers(organisationId: $organisationId, first: 50, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { id remoteId name isActive createdAt }
        }
      }`,
      variables: (_, { organisationId, cursor }) => ({ organisationId, after: cursor }),
      sign: '"remoteId":',
      said: saidPage,
      cursor: async (ask, facts) => {
        const { data } = (await ask(customerId, 0, facts)) as { data: { customer: { id: string } } };
        return data.customer.id;
      },
    }),
  },
};

const customerId = graphqlSide({
  document: `query Cursor($organisationId: Int!, $remoteId: String!) {
    customer(organisationId: $organisationId, remoteId: $remoteId) { id }
  }`,
  variables: (_, facts) => ({ organisationId: facts.organisationId, remoteId: before(facts) }),
  sign: '',
  said: () => undefined,
});
