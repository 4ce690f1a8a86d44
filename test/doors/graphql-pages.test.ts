import { expect, test } from 'vitest';
import { globalId, refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { idsIn, type List, lists, type PageArguments, pageOf, pageQuery } from '../support/graphql-lists.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// How long a page may be, and where it ends.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const names = Object.keys(lists) as List[];

/** A partner with more customers than a page may have. */
const busy = await world.partner();
for (let number = 1; number <= 101; number++) await done(busy, customerCall({ id: `C-${number}` }));

async function refusals(partner: Partner, list: List, args: PageArguments) {
  const answer = await sendGraphql(world, partner, pageQuery(list), { ...args });
  expect(answer.data).toBeNull();
  return refusalsIn(answer);
}

test.each([
  { args: {}, found: 20 },
  { args: { first: 1 }, found: 1 },
  { args: { first: 100 }, found: 100 },
  { args: { last: 1 }, found: 1 },
  { args: { last: 100 }, found: 100 },
])('of 101 customers $args are $found', async ({ args, found }) => {
  const page = await pageOf(busy, 'customers', args);

  expect([page.nodes.length, page.edges.length, page.totalCount]).toEqual([found, found, 101]);
});

const impossibleSizes = [-1, 0, 101, 2147483647].flatMap((size) => [
  { name: 'first', args: { first: size }, size },
  { name: 'last', args: { last: size }, size },
]);

test.each(impossibleSizes)('a page with $args is refused', async ({ name, args, size }) => {
  const refusal = ['BAD_USER_INPUT', `${name}: expected a whole number from 1 to 100, found ${size}.`];

  for (const list of names) expect(await refusals(busy, list, args), list).toEqual([refusal]);
  const within = await sendGraphql(world, busy, `{ customers { nodes { orders(${name}: ${size}) { totalCount } } } }`);
  expect([within.data, refusalsIn(within)]).toEqual([null, [refusal]]);
});

test('a page has one direction: first and last together are refused', async () => {
  const refusal = ['BAD_USER_INPUT', 'first, last: expected one of them, found both. Leave one out.'];

  for (const list of names) expect(await refusals(busy, list, { first: 2, last: 3 }), list).toEqual([refusal]);
  const nulls = await sendGraphql(world, busy, pageQuery('customers'), { first: null, last: 3 });
  expect(nulls.data.page.nodes).toHaveLength(3);
});

test('the page after the last node and the page before the first node are empty', async () => {
  const [first, last] = [await pageOf(busy, 'customers', { first: 1 }), await pageOf(busy, 'customers', { last: 1 })];

  const beyond = await pageOf(busy, 'customers', { after: last.pageInfo.endCursor ?? '' });
  const ahead = await pageOf(busy, 'customers', { before: first.pageInfo.startCursor ?? '' });
  expect([beyond.nodes, beyond.totalCount, beyond.pageInfo.hasNextPage]).toEqual([[], 101, false]);
  expect([ahead.nodes, ahead.totalCount, ahead.pageInfo.hasPreviousPage]).toEqual([[], 101, false]);
});

test('a list can be paged up to the largest possible id', async () => {
  const partner = await world.partner();
  for (const id of ['A', 'B', 'C']) await done(partner, customerCall({ id }));
  await world.rows(`UPDATE "Customer" SET "id" = 2147483580 + ascii("remoteId") WHERE "organisationId" = $1`, [
    partner.organisationId,
  ]);

  const first = await pageOf(partner, 'customers', { first: 2 });
  const second = await pageOf(partner, 'customers', { first: 2, after: first.pageInfo.endCursor ?? '' });
  expect(idsIn([first, second])).toEqual([2147483645, 2147483646, 2147483647].map((id) => globalId('Customer', id)));
});

/** The first 100 of the customers, by their cursors and by the numbers from 1 that they have in the list. */
const { edges: hundred } = await pageOf(busy, 'customers', { first: 100 });
const cursors = hundred.map(({ cursor }) => cursor);
const numberOf = new Map(hundred.map(({ node }, index) => [node.id, index + 1]));

test.each([
  { between: [10, 15], args: {}, found: [11, 12, 13, 14], hasPreviousPage: true, hasNextPage: false },
  { between: [10, 15], args: { first: 4 }, found: [11, 12, 13, 14], hasPreviousPage: true, hasNextPage: false },
  { between: [10, 15], args: { last: 4 }, found: [11, 12, 13, 14], hasPreviousPage: false, hasNextPage: true },
  { between: [10, 15], args: { first: 3 }, found: [11, 12, 13], hasPreviousPage: true, hasNextPage: true },
  { between: [10, 15], args: { last: 3 }, found: [12, 13, 14], hasPreviousPage: true, hasNextPage: true },
  { between: [10, 11], args: { first: 3 }, found: [], hasPreviousPage: true, hasNextPage: false },
  { between: [10, 10], args: { last: 3 }, found: [], hasPreviousPage: false, hasNextPage: true },
  { between: [15, 10], args: { first: 3 }, found: [], hasPreviousPage: true, hasNextPage: false },
  { between: [null, 4], args: { first: 2 }, found: [1, 2], hasPreviousPage: false, hasNextPage: true },
  { between: [null, 4], args: { first: 5 }, found: [1, 2, 3], hasPreviousPage: false, hasNextPage: false },
  { between: [null, 4], args: { last: 2 }, found: [2, 3], hasPreviousPage: true, hasNextPage: true },
  { between: [null, 4], args: {}, found: [1, 2, 3], hasPreviousPage: false, hasNextPage: true },
  { between: [97, null], args: { first: 2 }, found: [98, 99], hasPreviousPage: true, hasNextPage: true },
  { between: [97, null], args: { last: 2 }, found: [100, 101], hasPreviousPage: true, hasNextPage: false },
  { between: [97, null], args: { last: 5 }, found: [98, 99, 100, 101], hasPreviousPage: false, hasNextPage: false },
  { between: [97, null], args: {}, found: [98, 99, 100, 101], hasPreviousPage: true, hasNextPage: false },
])(
  'between nodes $between, $args are $found, by the algorithm of Relay',
  async ({ between, args, found, ...places }) => {
    const [after, before] = between.map((number) => (number === null ? null : (cursors[number - 1] ?? '')));
    const query = pageQuery('customers');
    const { page } = await busy.graphql(query, { ...args, after, before });

    expect(page.nodes.map(({ id }: { id: string }) => numberOf.get(id) ?? 101)).toEqual(found);
    expect(page.totalCount).toBe(101);
    expect(page.pageInfo).toMatchObject(places);
  },
);

test.each([
  { direction: 'ASC', size: { first: 2 }, found: ['C-2', 'C-3'] },
  { direction: 'ASC', size: { last: 2 }, found: ['C-3', 'C-4'] },
  { direction: 'DESC', size: { first: 2 }, found: ['C-3', 'C-2'] },
  { direction: 'DESC', size: { last: 2 }, found: ['C-2', 'C-11'] },
] as const)('a range in another order, $direction, with $size, is $found', async ({ direction, size, found }) => {
  const orderBy = { field: 'REMOTE_ID', direction } as const;
  const ids = ['C-1', 'C-11', 'C-2', 'C-3', 'C-4', 'C-5'];
  const partner = await world.partner();
  for (const id of ids) await done(partner, customerCall({ id }));
  const { edges } = await pageOf(partner, 'customers', { orderBy });

  const page = await pageOf(partner, 'customers', {
    ...size,
    orderBy,
    after: edges[1]?.cursor ?? '',
    before: edges[5]?.cursor ?? '',
  });
  const { customers } = await partner.graphql('{ customers { nodes { id remoteId } } }');
  const remoteIds = new Map(customers.nodes.map((node: { id: string; remoteId: string }) => [node.id, node.remoteId]));
  expect(idsIn([page]).map((id) => remoteIds.get(id))).toEqual(found);
});
