import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId } from '../support/graphql-door.ts';
import {
  backwards,
  forwards,
  idsIn,
  type List,
  lists,
  type Page,
  type PageArguments,
  pageArguments,
  pageOf,
  pageSelection,
  pageVariables,
} from '../support/graphql-lists.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall, renewalCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

// A distributor and its reseller with the same names, ids and dates, so that whatever a list is sorted by has ties.
const distributor = await world.partner({ name: 'Distributor' });
const reseller = await world.partner({ name: 'Reseller', parent: distributor });
await world.partner({ name: 'Reseller', parent: distributor });
await world.partner({ name: 'Reseller', parent: distributor });
const both = [distributor, reseller];

await distributor.advanceTo('2027-01-01T10:00:00Z');
for (const partner of both) {
  await done(partner, customerCall({ id: 'C-1', name: 'Same' }));
  await done(partner, customerCall({ id: 'C-2', name: 'Same' }));
  await done(partner, customerCall({ id: 'C-3', name: 'other' }));
  await done(partner, firstOrderCall({ customer: 'C-1', id: 'O-1' }));
  await done(partner, firstOrderCall({ customer: 'C-1', id: 'O-2' }));
  await done(partner, firstOrderCall({ customer: 'C-2', id: 'O-3', duration: 'yearly' }));
  for (const email of ['b@example.com', 'A@example.com', 'c@example.com']) {
    await partner.mutate('createOperator', { name: 'Same', email });
  }
  for (const email of ['b@example.com', 'A@example.com', 'c@example.com']) {
    await partner.envelope('createUser', { email, instance: 'C-1' });
  }
}
await distributor.advanceTo('2027-01-20T10:00:00Z');
for (const partner of both) {
  await done(partner, customerCall({ id: 'C-4', name: 'Same' }));
  await done(partner, customerCall({ id: 'C-0', name: 'Another' }));
  await done(partner, firstOrderCall({ customer: 'C-4', id: 'O-4' }));
  await done(partner, renewalCall({ parent: 'O-1', id: 'R-1' }));
  await done(partner, changeSeatsCall({ parent: 'O-1', id: 'K-1' }));
  await partner.mutate('createOperator', { name: 'Other', email: 'B2@example.com' });
  await partner.mutate('createRole', { name: 'Own', permissions: ['order:view'] });
  await partner.envelope('createUser', { email: 'B2@example.com' });
  for (const _ of [1, 2, 3]) {
    await operatorOf(world, partner);
    await partner.mutate('createKey', {});
  }
}

/** The column behind each field by which a list can be sorted. */
const sortColumns: { readonly [Name in List]: Readonly<Record<string, string>> } = {
  customers: { CREATED_AT: 'createdAt', ID: 'id', NAME: 'name', REMOTE_ID: 'remoteId' },
  subscriptions: {
    FIRST_STARTS_AT: 'firstStartsAt',
    ID: 'id',
    LAST_ENDS_AT: 'lastEndsAt',
    RENEWAL_OPENS_AT: 'renewalOpensAt',
  },
  orders: { CREATED_AT: 'createdAt', ID: 'id', REMOTE_ID: 'remoteId' },
  terms: { ENDS_AT: 'endsAt', ID: 'id', STARTS_AT: 'startsAt' },
  users: { CREATED_AT: 'createdAt', EMAIL: 'emailKey', ID: 'id' },
  operators: { CREATED_AT: 'createdAt', EMAIL: 'emailKey', ID: 'id', NAME: 'name' },
  roles: { CREATED_AT: 'createdAt', ID: 'id', NAME: 'name' },
  apiKeys: { CREATED_AT: 'createdAt', ID: 'id' },
  apiClients: { CREATED_AT: 'createdAt', ID: 'id', NAME: 'name' },
  events: { ID: 'id', OCCURRED_AT: 'occurredAt' },
};

const names = Object.keys(lists) as List[];
const sorts = names.flatMap((list) =>
  Object.entries(sortColumns[list]).flatMap(([field, column]) =>
    (['ASC', 'DESC'] as const).map((direction) => ({ list, field, column, direction })),
  ),
);

/** For each row its place in the order of a column, by its id; rows that are equal share a place. */
async function placesOf(list: List, column: string): Promise<Map<string, number>> {
  const rows = await world.rows<{ id: string; place: string }>(
    `SELECT "id", dense_rank() OVER (ORDER BY "${column}") AS place FROM "${lists[list]}"
     WHERE "organisationId" IN (SELECT "descendantId" FROM "OrganisationAncestry" WHERE "ancestorId" = $1)`,
    [distributor.organisationId],
  );
  return new Map(rows.map(({ id, place }) => [globalId(lists[list], id), Number(place)]));
}

/** The same page twice, as its edges and as its nodes tell it, with its place among the others. */
function expectWholePages(pages: readonly Page[], total: number, isForward: boolean): void {
  for (const [index, { totalCount, nodes, edges, pageInfo }] of pages.entries()) {
    expect(totalCount).toBe(total);
    expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id));
    const isLast = index === pages.length - 1;
    expect(pageInfo).toEqual({
      hasNextPage: isForward ? !isLast : index > 0,
      hasPreviousPage: isForward ? index > 0 : !isLast,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
  }
}

async function expectSamePages(ask: (args: PageArguments) => Promise<Page>, all: string[]): Promise<void> {
  for (const size of [2, 5, all.length]) {
    const [there, back] = [await forwards(ask, size), await backwards(ask, size)];

    expect(idsIn(there)).toEqual(all);
    expect(idsIn([...back].reverse())).toEqual(all);
    expect([there.length, back.length]).toEqual([Math.ceil(all.length / size), Math.ceil(all.length / size)]);
    expectWholePages(there, all.length, true);
    expectWholePages(back, all.length, false);
  }
}

test.each(names)('%s can be sorted by exactly the fields of this test', (list) => {
  const type = schema.getType(`${lists[list]}SortField`);

  const fields = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(fields.sort()).toEqual(Object.keys(sortColumns[list]));
});

test.each([
  { list: 'customers' as const, total: 10 },
  { list: 'subscriptions' as const, total: 8 },
  { list: 'orders' as const, total: 12 },
  { list: 'terms' as const, total: 10 },
  { list: 'users' as const, total: 8 },
  { list: 'operators' as const, total: 14 },
  { list: 'roles' as const, total: 28 },
])('$list count $total nodes, on every page and without a page', async ({ list, total }) => {
  const { totalCount } = await pageOf(distributor, list, { first: 1 });
  const { page } = await distributor.graphql(`{ page: ${list} { totalCount } }`);

  expect([totalCount, page.totalCount]).toEqual([total, total]);
});

test.each(sorts)(
  '$list by $field $direction: all pages forwards and backwards',
  async ({ list, field, column, direction }) => {
    const places = await placesOf(list, column);
    const orderBy = { field, direction };

    const { nodes, totalCount } = await pageOf(distributor, list, { first: 100, orderBy });
    const found = nodes.map(({ id }) => places.get(id) ?? Number.NaN);
    expect(totalCount).toBe(places.size);
    expect(new Set(nodes.map(({ id }) => id))).toEqual(new Set(places.keys()));
    expect(found).toEqual(found.toSorted((one, other) => (direction === 'ASC' ? one - other : other - one)));
    await expectSamePages(
      (args) => pageOf(distributor, list, { ...args, orderBy }),
      nodes.map(({ id }) => id),
    );
  },
);

test.each(names)('the default order of %s is by age, ascending', async (list) => {
  const oldestFirst = idsIn([
    await pageOf(distributor, list, { first: 100, orderBy: { field: 'ID', direction: 'ASC' } }),
  ]);

  expect(idsIn([await pageOf(distributor, list, { first: 100 })])).toEqual(oldestFirst);
  expect(idsIn([await pageOf(distributor, list, { first: 100, orderBy: { field: 'ID' } })])).toEqual(oldestFirst);
  expect(idsIn([await pageOf(distributor, list)])).toEqual(oldestFirst.slice(0, 20));
});

test('the test data has ties in every sort column', async () => {
  const tied = async (list: List, column: string) => {
    const places = [...(await placesOf(list, column)).values()];
    return places.length - new Set(places).size;
  };
  const unique = sorts.filter(({ column, direction }) => column !== 'id' && direction === 'ASC');

  for (const { list, column } of unique) expect(await tied(list, column), `${list} by ${column}`).toBeGreaterThan(3);
});

/** Each connection within a thing, with a thing that has several of them where it can. */
const nested: { readonly owner: string; readonly edge: string; readonly total: number; id(): Promise<string> }[] = [
  { owner: 'Organisation', edge: 'children', total: 3, id: async () => distributor.globalId },
  { owner: 'Organisation', edge: 'customers', total: 5, id: async () => distributor.globalId },
  { owner: 'Organisation', edge: 'operators', total: 7, id: async () => distributor.globalId },
  { owner: 'Organisation', edge: 'roles', total: 9, id: async () => distributor.globalId },
  { owner: 'Customer', edge: 'subscriptions', total: 2, id: () => idOf('customer(remoteId: "C-1")') },
  { owner: 'Customer', edge: 'orders', total: 4, id: () => idOf('customer(remoteId: "C-1")') },
  { owner: 'Customer', edge: 'users', total: 3, id: () => idOf('customer(remoteId: "C-1")') },
  { owner: 'Order', edge: 'lines', total: 1, id: () => idOf('order(remoteId: "O-1")') },
  { owner: 'Order', edge: 'terms', total: 1, id: () => idOf('order(remoteId: "R-1")') },
  { owner: 'Subscription', edge: 'terms', total: 2, id: () => idOf('subscription(firstOrder: "O-1")') },
  { owner: 'Subscription', edge: 'orderLines', total: 3, id: () => idOf('subscription(firstOrder: "O-1")') },
];

async function idOf(field: string): Promise<string> {
  return (await distributor.graphql(`{ found: ${field} { id } }`)).found.id;
}

function nestedPage(partner: Partner, owner: string, edge: string, id: string) {
  const query = `query ($id: ID!, ${pageVariables}) {
    node(id: $id) { ... on ${owner} { page: ${edge}(${pageArguments}) { ${pageSelection} } } }
  }`;
  return async (args: PageArguments): Promise<Page> => (await partner.graphql(query, { id, ...args })).node.page;
}

test.each(nested)(
  '$owner.$edge: all pages forwards and backwards, oldest first',
  async ({ owner, edge, total, id }) => {
    const ask = nestedPage(distributor, owner, edge, await id());

    const all = idsIn([await ask({})]);
    const ages = all.map((globalId) => Number(Buffer.from(globalId, 'base64').toString().split(':')[1]));
    expect(ages).toEqual(ages.toSorted((one, other) => one - other));
    expect(new Set(all).size).toBe(total);
    await expectSamePages(ask, all);
  },
);

test('the subscriptions of a customer have the same sort orders as all others', async () => {
  const id = await idOf('customer(remoteId: "C-1")');
  const variables = '$orderBy: SubscriptionSort, $id: ID!';
  const within = `query (${pageVariables}, ${variables}) {
    node(id: $id) { ... on Customer { page: subscriptions(${pageArguments}, orderBy: $orderBy) { ${pageSelection} } } }
  }`;
  const all = `query (${variables}) {
    page: subscriptions(first: 100, orderBy: $orderBy, filter: { customer: $id }) { nodes { id } }
  }`;

  for (const { field, direction } of sorts.filter(({ list }) => list === 'subscriptions')) {
    const orderBy = { field, direction };
    const { page } = await distributor.graphql(all, { id, orderBy });
    const ask = async (args: PageArguments) => (await distributor.graphql(within, { id, orderBy, ...args })).node.page;
    expect(page.nodes).toHaveLength(2);
    await expectSamePages(
      ask,
      page.nodes.map((node: { id: string }) => node.id),
    );
  }
});

test('each node of a list has its own first page of a nested list', async () => {
  const { customers } = await reseller.graphql(
    '{ customers { nodes { remoteId orders(first: 2) { totalCount nodes { remoteId } pageInfo { hasNextPage } } } } }',
  );

  const seen = customers.nodes.map(({ remoteId, orders }: { remoteId: string; orders: never }) => [remoteId, orders]);
  const page = (totalCount: number, remoteIds: string[], hasNextPage: boolean) => ({
    totalCount,
    nodes: remoteIds.map((remoteId) => ({ remoteId })),
    pageInfo: { hasNextPage },
  });
  expect(seen).toEqual([
    ['C-1', page(4, ['O-1', 'O-2'], true)],
    ['C-2', page(1, ['O-3'], false)],
    ['C-3', page(0, [], false)],
    ['C-4', page(1, ['O-4'], false)],
    ['C-0', page(0, [], false)],
  ]);
});
