import { expect, test } from 'vitest';
import { globalId, refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { type List, lists, type PageArguments, pageOf, pageQuery, sortFieldsOf } from '../support/graphql-lists.ts';
import { createStock } from '../support/graphql-stock.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Where a cursor is valid, and what is answered where it is not.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const { distributor, reseller } = await createStock(world);

const names = Object.keys(lists) as List[];
const directions = ['ASC', 'DESC'] as const;

const invalid = (name: string) => [
  'BAD_USER_INPUT',
  `${name}: this cursor is not valid here. A cursor is valid for the list, the \`orderBy\` and the organisation of the answer that it comes from. Ask with the same \`orderBy\`, or without a cursor to start again.`,
];
const earlier = (name: string) => [
  'BAD_USER_INPUT',
  `${name}: this cursor was issued by an earlier version of this service and is no longer valid. Ask without a cursor to start again.`,
];

async function refusals(partner: Partner, list: List, args: PageArguments) {
  const answer = await sendGraphql(world, partner, pageQuery(list), { ...args });
  expect(answer.data).toBeNull();
  return refusalsIn(answer);
}

async function cursorOf(partner: Partner, list: List, args: PageArguments = {}): Promise<string> {
  const { endCursor } = (await pageOf(partner, list, { first: 1, ...args })).pageInfo;
  if (endCursor === null) throw new Error(`There are no ${list}`);
  return endCursor;
}

async function expectRefused(
  partner: Partner,
  list: List,
  cursor: string,
  args: PageArguments = {},
  refusal = invalid,
) {
  expect(await refusals(partner, list, { ...args, after: cursor }), `after ${cursor}`).toEqual([refusal('after')]);
  expect(await refusals(partner, list, { ...args, before: cursor }), `before ${cursor}`).toEqual([refusal('before')]);
}

const inBase64 = (text: string) => Buffer.from(text).toString('base64');

test.each(names)('%s refuse an invalid cursor in after and before', async (list) => {
  const cursor = await cursorOf(distributor, list);
  const others = ['', 'garbage', '****', 'null', '1', inBase64('hello'), globalId('Customer', 1), inBase64('OC:1')];
  const damaged = [
    ...[1, 8, 9, 10, cursor.length - 1].map((length) => cursor.slice(0, length)),
    ...[`${cursor}=`, ` ${cursor}`, `${cursor}A`, `2${cursor.slice(1)}`, cursor.toLowerCase(), `${cursor}\0`],
  ];

  await world.withoutWriting(async () => {
    for (const text of [...others, ...damaged]) await expectRefused(distributor, list, text);
  });
});

test.each(names)('%s recognise a cursor of an earlier version', async (list) => {
  for (const text of ['GPC:N:1', 'GPC:N:2147483647', 'GPC:I:1', 'GPC:S:abc']) {
    await expectRefused(distributor, list, inBase64(text), {}, earlier);
  }
});

test.each(names)('a cursor of %s is refused by all other lists', async (list) => {
  const cursor = await cursorOf(distributor, list);

  for (const other of names.filter((name) => name !== list)) await expectRefused(distributor, other, cursor);
});

test.each(names)('%s refuse a cursor of another order', async (list) => {
  const orders = sortFieldsOf(list).flatMap((field) => directions.map((direction) => ({ field, direction })));
  const cursors = await Promise.all(orders.map((orderBy) => cursorOf(distributor, list, { orderBy })));

  for (const [at, orderBy] of orders.entries()) {
    for (const [from, cursor] of cursors.entries()) {
      if (from !== at) await expectRefused(distributor, list, cursor, { orderBy });
    }
  }
  expect(new Set(cursors).size).toBe(orders.length);
});

test.each(names)('cursors of %s without an order are the same as with ascending ids', async (list) => {
  const [cursor, byId] = [await cursorOf(distributor, list), await cursorOf(distributor, list, byIdUpwards)];

  expect(byId).toBe(cursor);
});

const byIdUpwards = { orderBy: { field: 'ID', direction: 'ASC' } } as const;

test.each(names)('a cursor of %s of another partner is refused in every order', async (list) => {
  for (const field of sortFieldsOf(list)) {
    for (const direction of directions) {
      const orderBy = { field, direction };
      await expectRefused(distributor, list, await cursorOf(reseller, list, { orderBy }), { orderBy });
      await expectRefused(reseller, list, await cursorOf(distributor, list, { orderBy }), { orderBy });
    }
  }
});

test('another key of the same organisation can continue paging', async () => {
  const { secret } = await distributor.mutate('createKey', {}, '... on CreateKeySuccess { secret: key }');
  const after = await cursorOf(distributor, 'customers');

  const other = await pageOf(distributor.withKey(secret), 'customers', { after });
  expect(other).toEqual(await pageOf(distributor, 'customers', { after }));
});

/** A query with one field, which may use `$after`. */
async function nested(partner: Partner, selection: string, after?: string) {
  const query = `query ($after: String) { ${selection} }`;
  return sendGraphql(world, partner, query, { after });
}

test('cursors of nested lists are refused by all other lists, also by those of the same type and at the root', async () => {
  const within = (type: string, id: string, edge: string, order = '') =>
    `node(id: "${id}") { ... on ${type} { page: ${edge}(first: 1, after: $after${order}) { pageInfo { endCursor } } } }`;
  const { customer, subscription, viewer } = await distributor.graphql(`{ viewer { organisation { id } }
    customer(remoteId: "LATE-3") { id } subscription(firstOrder: "O-WINDOW") { id firstOrder { id } } }`);
  const places = [
    within('Customer', customer.id, 'orders'),
    within('Customer', customer.id, 'subscriptions'),
    within('Customer', customer.id, 'subscriptions', ', orderBy: { field: LAST_ENDS_AT }'),
    within('Organisation', viewer.organisation.id, 'customers'),
    within('Organisation', viewer.organisation.id, 'operators'),
    within('Subscription', subscription.id, 'terms'),
    within('Order', subscription.firstOrder.id, 'terms'),
    within('Order', subscription.firstOrder.id, 'lines'),
    within('Subscription', subscription.id, 'orderLines'),
  ];
  const answers = await Promise.all(places.map((place) => nested(distributor, place)));
  const own: string[] = answers.map(({ data }) => data.node.page.pageInfo.endCursor);
  const roots = [await cursorOf(distributor, 'orders'), await cursorOf(distributor, 'terms')];

  for (const [at, place] of places.entries()) {
    for (const [from, cursor] of [...own, ...roots].entries()) {
      const answer = await nested(distributor, place, cursor);
      expect(refusalsIn(answer), `${place} ${from}`).toEqual(from === at ? [] : [invalid('after')]);
    }
  }
});

/** A cursor that has another position than any that was issued. */
const forged = (cursor: string, position: unknown) =>
  `${cursor.slice(0, 9)}${Buffer.from(typeof position === 'string' ? position : JSON.stringify(position)).toString('base64url')}`;

const noPositions = [
  '',
  'null',
  '5',
  '{}',
  '[',
  '{"0":1,"length":1}',
  '[1],',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
];
const noIds = [null, 'a', 1.5, 1e20, 2147483648, -2147483648.5, [1], { id: 1 }, true];

test.each([
  { list: 'customers', field: 'ID', positions: [[], [1, 2], ...noIds.map((id) => [id]), ['1']] },
  {
    list: 'customers',
    field: 'NAME',
    positions: [[1], ['a'], ['a', '1'], [1, 1], [null, 1], ['\0', 1], ['\ud800', 1]],
  },
  {
    list: 'customers',
    field: 'CREATED_AT',
    positions: [
      ['2027-01-01', 1],
      [1.5, 1],
      [1e20, 1],
      [-62135596800001, 1],
      [253402300800000, 1],
      [{}, 1],
    ],
  },
  {
    list: 'events',
    field: 'ID',
    positions: [[1], [''], ['1e3'], ['0x1'], ['1 OR 1=1'], ['9223372036854775808'], ['-9'.repeat(9)]],
  },
] as const)('$list by $field refuse positions that their columns cannot hold', async ({ list, field, positions }) => {
  const orderBy = { field };
  const cursor = await cursorOf(distributor, list, { orderBy });

  await world.withoutWriting(async () => {
    for (const position of [...noPositions, ...positions]) {
      await expectRefused(distributor, list, forged(cursor, position), { orderBy });
    }
  });
});

test.each([
  { field: 'ID', positions: [[0], [-1], [2147483647], [-2147483647]] },
  {
    field: 'NAME',
    positions: [
      ['', 0],
      ['M', 3],
      ['\u{10ffff}', 2147483647],
      ['\'; DROP TABLE "Customer" --', 1],
    ],
  },
  {
    field: 'CREATED_AT',
    positions: [
      [-62135596800000, 1],
      [0, 1],
      [1798797600000, 1],
      [253402300799999, 1],
    ],
  },
])(
  'by $field, an invented position shows what a filter would, and nothing of other partners',
  async ({ field, positions }) => {
    const orderBy = { field };
    const cursor = await cursorOf(reseller, 'customers', { orderBy });
    const all = (await pageOf(reseller, 'customers', { orderBy })).nodes;

    for (const position of positions) {
      const place = forged(cursor, position);
      const [behind, ahead] = [
        await pageOf(reseller, 'customers', { orderBy, after: place }),
        await pageOf(reseller, 'customers', { orderBy, before: place }),
      ];
      expect([...ahead.nodes, ...behind.nodes], JSON.stringify(position)).toEqual(all);
    }
  },
);

test('the cursor of a name of 255 four-byte characters fits into a URL and is valid in one', async () => {
  const partner = await world.partner();
  const name = '\u{1f600}'.repeat(255);
  for (const id of ['A', 'B']) await done(partner, customerCall({ id, name }));
  const orderBy = { field: 'NAME' };
  const after = await cursorOf(partner, 'customers', { orderBy });
  expect(after.length).toBeLessThan(1_500);
  expect(encodeURIComponent(after)).toBe(after);

  const query = `{ customers(after: "${after}", orderBy: { field: NAME }) { nodes { remoteId } } }`;
  const response = await fetch(`${world.url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'x-api-key': partner.key },
  });
  expect(await response.json()).toMatchObject({ data: { customers: { nodes: [{ remoteId: 'B' }] } } });
});

test('short positions have short cursors', async () => {
  const partner = await world.partner();
  await done(partner, customerCall());
  await done(partner, firstOrderCall());

  expect((await cursorOf(partner, 'customers')).length).toBeLessThan(25);
  const orderBy = { field: 'LAST_ENDS_AT' };
  expect((await cursorOf(partner, 'subscriptions', { orderBy })).length).toBeLessThan(45);
});
