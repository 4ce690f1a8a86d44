import { isEnumType } from 'graphql';
import { schema } from '../../src/graphql/schema/schema.ts';
import type { Partner } from './partner.ts';

/** The lists of the query root, with the types of their nodes. */
export const lists = {
  customers: 'Customer',
  subscriptions: 'Subscription',
  orders: 'Order',
  terms: 'Term',
  users: 'User',
  operators: 'Operator',
  roles: 'Role',
  apiKeys: 'ApiKey',
  apiClients: 'ApiClient',
  events: 'Event',
} as const;

export type List = keyof typeof lists;

export interface PageArguments {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly orderBy?: { readonly field: string; readonly direction?: 'ASC' | 'DESC' };
}

export interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The selection of a page of any list. */
export const pageSelection =
  'totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

export const pageVariables = '$first: Int, $last: Int, $after: String, $before: String';
export const pageArguments = 'first: $first, last: $last, after: $after, before: $before';

/** Returns the operation for one page of a list. */
export function pageQuery(list: List): string {
  const type = lists[list];
  return `query (${pageVariables}, $filter: ${type}Filter, $orderBy: ${type}Sort) {
    page: ${list}(${pageArguments}, filter: $filter, orderBy: $orderBy) { ${pageSelection} }
  }`;
}

/** Returns one page of a list. */
export async function pageOf(partner: Partner, list: List, args: PageArguments = {}): Promise<Page> {
  return (await partner.graphql(pageQuery(list), { ...args })).page;
}

/** Returns all pages of a list, forwards. */
export async function forwards(ask: (args: PageArguments) => Promise<Page>, size: number): Promise<Page[]> {
  const pages = [await ask({ first: size })];
  for (let page = pages[0]; page?.pageInfo.hasNextPage; page = pages.at(-1)) {
    pages.push(await ask({ first: size, ...(page.pageInfo.endCursor && { after: page.pageInfo.endCursor }) }));
  }
  return pages;
}

/** Returns all pages of a list, backwards, in the order of the requests. */
export async function backwards(ask: (args: PageArguments) => Promise<Page>, size: number): Promise<Page[]> {
  const pages = [await ask({ last: size })];
  for (let page = pages[0]; page?.pageInfo.hasPreviousPage; page = pages.at(-1)) {
    pages.push(await ask({ last: size, ...(page.pageInfo.startCursor && { before: page.pageInfo.startCursor }) }));
  }
  return pages;
}

/** Returns the ids of the nodes of pages, in order. */
export function idsIn(pages: readonly Page[]): string[] {
  return pages.flatMap((page) => page.nodes.map(({ id }) => id));
}

/** Returns the fields by which a list can be sorted. */
export function sortFieldsOf(list: List): string[] {
  const type = schema.getType(`${lists[list]}SortField`);
  if (!isEnumType(type)) throw new Error(`${list} can't be sorted`);
  return type.getValues().map(({ name }) => name);
}
