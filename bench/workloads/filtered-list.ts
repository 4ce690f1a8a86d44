import { graphqlSide, instant, type Workload } from './workload.ts';

interface Customer {
  readonly remoteId: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly createdAt: string;
}

export interface CustomerPage {
  readonly customers: {
    readonly totalCount?: number;
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly nodes: readonly Customer[];
  };
}

/** What a page of customers says, whoever says it. */
export function saidPage({ customers: { totalCount, pageInfo, nodes } }: CustomerPage) {
  return {
    totalCount,
    hasNextPage: pageInfo.hasNextPage,
    customers: nodes.map(({ remoteId, name, isActive, createdAt }) => ({
      remoteId,
      name,
      isActive,
      createdAt: instant(createdAt),
    })),
  };
}

/** Half of the customers are older. */
const createdAfter = '2026-06-01T00:00:00Z';

/** The first 50 of the customers that a filter leaves, and how many it leaves. */
export const filteredList: Workload = {
  name: 'filteredList',
  writes: false,
  recorded: false,
  growsWithData: true,
  sides: {
    graphql: graphqlSide<CustomerPage>({
      document: `query Filtered($filter: CustomerFilter!) {
        customers(first: 50, filter: $filter) {
          totalCount pageInfo { hasNextPage endCursor } nodes { databaseId remoteId name isActive createdAt }
        }
      }`,
      variables: () => ({ filter: { isActive: true, createdAfter } }),
      sign: '"databaseId":',
      said: saidPage,
    }),
    postgraphile: graphqlSide<CustomerPage>({
      document: `query Filtered($filter: CustomerFilter!) {
        customers: allCustomers(first: 50, filter: $filter, orderBy: [PRIMARY_KEY_ASC]) {
          totalCount pageInfo { hasNextPage endCursor } nodes { rowId remoteId name isActive createdAt }
        }
      }`,
      variables: (_, { organisationId }) => ({
        filter: {
          organisationId: { equalTo: organisationId },
          isActive: { equalTo: true },
          createdAt: { greaterThanOrEqualTo: createdAfter },
        },
      }),
      sign: '"rowId":',
      said: saidPage,
    }),
    apollo: graphqlSide<CustomerPage>({
      document: `query Filtered($organisationId: Int!, $filter: CustomerFilter!) {
        customers(organisationId: $organisationId, first: 50, filter: $filter) {
          totalCount pageInfo { hasNextPage endCursor } nodes { id remoteId name isActive createdAt }
        }
      }`,
      variables: (_, { organisationId }) => ({ organisationId, filter: { isActive: true, createdAfter } }),
      sign: '"remoteId":',
      said: saidPage,
    }),
  },
};
