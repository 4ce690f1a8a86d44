import { expect, test } from 'vitest';
import { globalId, refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { idsIn, type List, lists, type PageArguments, pageOf, pageQuery } from '../support/graphql-lists.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// How long a page may be, and what a cursor is good for.

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

const impossibleSizes = [0, 101, 2147483647].flatMap((size) => [
  { name: 'first', args: { first: size }, size },
  { name: 'last', args: { last: size }, size },
]);

test.each(['first', 'last'])('a page can not have a negative "%s"', async (name) => {
  const refusal = ['BAD_USER_INPUT', `Argument "${name}" must be a non-negative integer`];

  for (const list of names) expect(await refusals(busy, list, { [name]: -1 }), list).toEqual([refusal]);
});

test.each(impossibleSizes)('a page can not have $args', async ({ name, args, size }) => {
  const refusal = ['BAD_USER_INPUT', `${name}: expected a whole number from 1 to 100, found ${size}.`];

  for (const list of names) expect(await refusals(busy, list, args), list).toEqual([refusal]);
  const within = await sendGraphql(world, busy, `{ customers { nodes { orders(${name}: ${size}) { totalCount } } } }`);
  expect([within.data, refusalsIn(within)]).toEqual([null, [refusal]]);
});

test.each([
  { args: { after: 'x', before: 'x' } },
  { args: { after: 'x', last: 5 } },
  { args: { before: 'x', first: 5 } },
])('a page goes in one direction: $args is refused', async ({ args }) => {
  const cursor = (await pageOf(busy, 'customers', { first: 1 })).pageInfo.endCursor ?? '';
  const real = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value === 'x' ? cursor : value]));

  const found = await refusals(busy, 'customers', real);
  expect(found).toEqual([['BAD_USER_INPUT', expect.stringMatching(/not supported at the same time/)]]);
});

const cursorOf = (text: string) => Buffer.from(text).toString('base64');

const neverCursors = [
  '',
  'garbage',
  '****',
  'null',
  cursorOf('hello'),
  globalId('Customer', 1),
  ...['GPC:N:', 'GPC:N:-1', 'GPC:N:1.5', 'GPC:N:1e3', 'GPC:N:0x1', 'GPC:N:NaN', 'GPC:N:1 OR 1=1'].map(cursorOf),
  ...['GPC:S:abc', 'GPC:J:[1]', 'GPC:D:1', 'GPC:I:', 'GPC:I:-1', 'GPC:I:1n', 'OC:1', 'GPC:N:1\0'].map(cursorOf),
  ...['GPC:N:2147483648', 'GPC:N:99999999999', 'GPC:I:9223372036854775808'].map(cursorOf),
];

test.each(names)('%s refuse what is no cursor, after and before', async (list) => {
  for (const cursor of neverCursors) {
    for (const name of ['after', 'before']) {
      expect(await refusals(busy, list, { [name]: cursor }), `${name} ${cursor}`).toEqual([
        ['BAD_USER_INPUT', `${name}: expected a cursor from an earlier answer of the same list.`],
      ]);
    }
  }
});

test('the cursors of events and those of other lists are refused by each other', async () => {
  const [event, customer] = [await pageOf(busy, 'events', { first: 1 }), await pageOf(busy, 'customers', { first: 1 })];

  const refused = ['BAD_USER_INPUT', 'after: expected a cursor from an earlier answer of the same list.'];
  expect(await refusals(busy, 'events', { after: customer.pageInfo.endCursor ?? '' })).toEqual([refused]);
  for (const list of names.filter((name) => name !== 'events')) {
    expect(await refusals(busy, list, { after: event.pageInfo.endCursor ?? '' }), list).toEqual([refused]);
  }
});

test('after the last there is nothing, and before the first there is nothing', async () => {
  const [first, last] = [await pageOf(busy, 'customers', { first: 1 }), await pageOf(busy, 'customers', { last: 1 })];

  const beyond = await pageOf(busy, 'customers', { after: last.pageInfo.endCursor ?? '' });
  const ahead = await pageOf(busy, 'customers', { before: first.pageInfo.startCursor ?? '' });
  expect([beyond.nodes, beyond.totalCount, beyond.pageInfo.hasNextPage]).toEqual([[], 101, false]);
  expect([ahead.nodes, ahead.totalCount, ahead.pageInfo.hasPreviousPage]).toEqual([[], 101, false]);
});

test('a list can be paged up to the largest id that there can be', async () => {
  const partner = await world.partner();
  for (const id of ['A', 'B', 'C']) await done(partner, customerCall({ id }));
  await world.rows(`UPDATE "Customer" SET "id" = 2147483580 + ascii("remoteId") WHERE "organisationId" = $1`, [
    partner.organisationId,
  ]);

  const first = await pageOf(partner, 'customers', { first: 2 });
  const second = await pageOf(partner, 'customers', { first: 2, after: first.pageInfo.endCursor ?? '' });
  expect(idsIn([first, second])).toEqual([2147483645, 2147483646, 2147483647].map((id) => globalId('Customer', id)));
});

const gone = ['BAD_USER_INPUT', 'What this cursor pointed to is gone. Start again from the first page.'];

/** Where another partner's row would stand in the order of a list must not show. */
test.each(names)('a cursor of %s of another partner is like one of nothing, however they are sorted', async (list) => {
  const [mine, other] = [await world.partner(), await world.partner()];
  const sales = [
    { partner: mine, mark: 'A', at: '2027-01-01T10:00:00Z' },
    { partner: mine, mark: 'B', at: '2027-01-02T10:00:00Z' },
    { partner: other, mark: 'M', at: '2027-01-15T10:00:00Z' },
    { partner: mine, mark: 'Y', at: '2027-02-01T10:00:00Z' },
    { partner: mine, mark: 'Z', at: '2027-02-02T10:00:00Z' },
  ];
  for (const { partner, mark, at } of sales) {
    await partner.advanceTo(at);
    await done(partner, customerCall({ id: `C-${mark}`, name: mark }));
    await done(partner, firstOrderCall({ customer: `C-${mark}`, id: `O-${mark}` }));
    await partner.mutate('createUser', { email: `${mark}@example.com` });
    await partner.mutate('createOperator', { name: mark, email: `${mark}@example.com` });
    await operatorOf(world, partner);
  }
  const foreign = (await pageOf(other, list, { first: 1 })).pageInfo.endCursor ?? '';
  const missing = list === 'events' ? cursorOf('GPC:I:999999999') : cursorOf('GPC:N:1999999999');

  const { __type: type } = await mine.graphql(`{ __type(name: "${lists[list]}SortField") { enumValues { name } } }`);
  // In the order of ids a cursor is but a number, and the answer depends on nothing else.
  for (const field of type.enumValues
    .map(({ name }: { name: string }) => name)
    .filter((name: string) => name !== 'ID')) {
    for (const direction of ['ASC', 'DESC'] as const) {
      const ask = (args: PageArguments) => refusals(mine, list, { ...args, orderBy: { field, direction } });
      for (const cursor of [foreign, missing]) {
        expect(await ask({ after: cursor }), `after, ${field} ${direction}`).toEqual([gone]);
        expect(await ask({ before: cursor }), `before, ${field} ${direction}`).toEqual([gone]);
      }
    }
  }
});

test('paging on is possible when what a page ended with has left the list meanwhile', async () => {
  const partner = await world.partner();
  for (const id of ['A', 'B', 'C', 'D']) await done(partner, customerCall({ id, name: 'Live' }));
  const filter = { isActive: true };
  const first = await pageOf(partner, 'customers', { first: 2, filter });
  await partner.mutate('updateCustomer', { remoteId: 'B', isActive: false });

  const second = await pageOf(partner, 'customers', { first: 2, filter, after: first.pageInfo.endCursor ?? '' });

  const { customers } = await partner.graphql('{ customers { nodes { id remoteId } } }');
  const remoteIds = new Map(customers.nodes.map((node: { id: string; remoteId: string }) => [node.id, node.remoteId]));
  expect(idsIn([second]).map((id) => remoteIds.get(id))).toEqual(['C', 'D']);
});

test('a list of users can be paged on from one who was removed, in the order of ids only', async () => {
  const partner = await world.partner();
  for (const name of ['a', 'b', 'c', 'd']) await partner.mutate('createUser', { email: `${name}@example.com` });
  const byEmail = { field: 'EMAIL', direction: 'ASC' } as const;
  const first = await pageOf(partner, 'users', { first: 2 });
  await partner.mutate('removeUser', { email: 'b@example.com' });

  const after = first.pageInfo.endCursor ?? '';
  const { users } = await partner.graphql('{ users { nodes { id email } } }');
  const emails = new Map(users.nodes.map((node: { id: string; email: string }) => [node.id, node.email]));
  const second = await pageOf(partner, 'users', { first: 2, after });
  expect(idsIn([second]).map((id) => emails.get(id))).toEqual(['c@example.com', 'd@example.com']);
  expect(await refusals(partner, 'users', { after, orderBy: byEmail })).toEqual([gone]);
});

test('the same holds within a customer, and a cursor of another partner is gone there too', async () => {
  const [partner, other] = [await world.partner(), await world.partner()];
  for (const one of [partner, other]) {
    await done(one, customerCall());
    for (const id of ['A', 'B', 'C', 'D']) await done(one, firstOrderCall({ id }));
  }
  const query = `query ($after: String, $orderBy: SubscriptionSort) {
    customer(remoteId: "ABC") {
      subscriptions(first: 2, after: $after, filter: { status: [ACTIVE] }, orderBy: $orderBy) {
        nodes { firstOrder { remoteId } } pageInfo { endCursor }
      }
    }
  }`;
  const page = async (from: Partner, variables: object = {}) =>
    (await from.graphql(query, { ...variables })).customer.subscriptions;
  const first = await page(partner);
  const foreign = await page(other);
  await partner.mutate('suspendOrder', { firstOrder: 'B' });

  const second = await page(partner, { after: first.pageInfo.endCursor });

  const idsOf = ({ nodes }: { nodes: { firstOrder: { remoteId: string } }[] }) =>
    nodes.map((node) => node.firstOrder.remoteId);
  expect([idsOf(first), idsOf(second)]).toEqual([
    ['A', 'B'],
    ['C', 'D'],
  ]);
  const sorted = { after: foreign.pageInfo.endCursor, orderBy: { field: 'LAST_ENDS_AT', direction: 'ASC' } };
  expect(refusalsIn(await sendGraphql(world, partner, query, sorted))).toEqual([gone]);
});
