import { isInterfaceType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId, refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { createThings } from '../support/graphql-things.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner({ name: 'A distributor', renewalWindowDays: 40 });
const reseller = await world.partner({ name: 'A reseller', parent: partner });
const stranger = await world.partner({ name: 'A stranger' });
const [own, below, foreign] = [await createThings(partner), await createThings(reseller), await createThings(stranger)];

const { products } = await partner.graphql('{ products { id } }');
const things = Object.entries({ ...own, Product: products[0].id as string });
const missing = (type: string) => globalId(type, type === 'Event' ? 2n ** 63n - 1n : 2 ** 31 - 1);

const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

/** What is answered, without what differs between any two answers. */
async function answerTo(query: string, variables: Record<string, unknown>) {
  const { status, headers, text } = await sendGraphql(world, partner, query, variables);
  const names = [...headers.keys()].filter((name) => !['date', 'x-request-id'].includes(name));
  return { status, text, headers: names.map((name) => [name, headers.get(name)]) };
}

test('the test covers every type of node', () => {
  const base = schema.getType('Node');
  const types = isInterfaceType(base) ? schema.getPossibleTypes(base).map(({ name }) => name) : [];

  expect(things.map(([type]) => type).sort()).toEqual([...types].sort());
});

test.each(things)('a %s is found by its id', async (type, id) => {
  expect(await partner.graphql(node, { id })).toEqual({ node: { __typename: type, id } });
});

test('nodes are returned in the order of their ids, and repeated if an id is repeated', async () => {
  const ids = [...things.map(([, id]) => id), own.Customer, below.Customer, own.Customer].reverse();

  const { nodes: found } = await partner.graphql(nodes, { ids });
  expect(found.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(await partner.graphql(nodes, { ids: [] })).toEqual({ nodes: [] });
});

test.each(Object.keys(own))('there is no %s with the largest possible id', async (type) => {
  expect(await partner.graphql(node, { id: missing(type) })).toEqual({ node: null });
});

test.each(Object.entries(foreign))(
  'a %s of another partner is indistinguishable from a missing one',
  async (type, id) => {
    expect(await partner.graphql(node, { id })).toEqual({ node: null });
    expect(await answerTo(node, { id })).toEqual(await answerTo(node, { id: missing(type) }));
  },
);

test('missing and foreign ids do not affect the others', async () => {
  const ids = Object.entries(foreign).flatMap(([type, id]) => [id, own.Customer, missing(type)]);

  const { nodes: found } = await partner.graphql(nodes, { ids });
  const customer = { __typename: 'Customer', id: own.Customer };
  expect(found).toEqual(Object.keys(foreign).flatMap(() => [null, customer, null]));
});

const noId = ['BAD_USER_INPUT', 'This is not an id of this API. Expected an `id` from an earlier response.'];

const neverIds = [
  '',
  'ABC',
  'Customer:1',
  '****',
  '\0',
  ...['Customer', 'Customer:', ':1', 'Customer:-1', 'Customer:1.5', 'Customer:1e3', 'Customer:0x1'].map(encoded),
  ...['Customer:one', 'Customer: 1', 'Customer:1 ', 'Customer:1:1', 'Customer:1\0', 'Customer:1;--'].map(encoded),
  ...['Customer:2147483648', 'Order:99999999999', 'Event:9223372036854775808'].map(encoded),
  encoded(`Customer:${'9'.repeat(100_000)}`),
];

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}

test.each(neverIds.map((id) => ({ id, what: id.slice(0, 40) })))(
  '"$what" is refused as an invalid id',
  async ({ id }) => {
    const one = await sendGraphql(world, partner, node, { id });
    const several = await sendGraphql(world, partner, nodes, { ids: [own.Customer, id] });

    expect([one.status, one.data, refusalsIn(one)]).toEqual([200, { node: null }, [noId]]);
    expect([several.status, refusalsIn(several)]).toEqual([200, [noId]]);
  },
);

test.each(['Foo', 'Query', 'Error', 'FingerprintKey', 'constructor'])(
  'the id of a %s, which is not a node, is refused as an invalid id',
  async (type) => {
    const answer = await sendGraphql(world, partner, node, { id: encoded(`${type}:1`) });

    expect([answer.data, refusalsIn(answer)]).toEqual([{ node: null }, [noId]]);
  },
);

test('a node is found only by its canonical id', async () => {
  const spelled = encoded(Buffer.from(own.Customer, 'base64').toString().replace(':', ':0'));
  const answer = await sendGraphql(world, partner, node, { id: spelled });

  expect([answer.data, refusalsIn(answer)]).toEqual([{ node: null }, [noId]]);
});

/** What an event speaks of. */
interface Spoken {
  readonly id: string;
  readonly subjectId: string;
  readonly actorOrganisation: { readonly id: string } | null;
  readonly actorKey: { readonly id: string } | null;
  readonly term: { readonly id: string } | null;
}

test('every id in events can be used in a query', async () => {
  const { events } = await partner.graphql(
    '{ events(first: 100) { nodes { id subjectId actorOrganisation { id } actorKey { id } term { id } } } }',
  );
  const ids = events.nodes.flatMap(({ id, subjectId, actorOrganisation, actorKey, term }: Spoken) => [
    ...[id, subjectId],
    ...[actorOrganisation, actorKey, term].flatMap((thing) => (thing === null ? [] : [thing.id])),
  ]);

  for (const id of new Set<string>(ids)) {
    const { errors } = await sendGraphql(world, partner, node, { id });
    expect(errors, Buffer.from(id, 'base64').toString()).toEqual([]);
  }
});

/** The reads by the partners' own ids, with what they find in the things of everybody. */
const reads = [
  { field: 'customer', argument: 'remoteId', value: 'ABC', type: 'Customer' },
  { field: 'order', argument: 'remoteId', value: 'ORDER-1', type: 'Order' },
  { field: 'subscription', argument: 'firstOrder', value: 'ORDER-1', type: 'Subscription' },
  { field: 'user', argument: 'email', value: 'isa@example.com', type: 'User' },
] as const;

function reading({ field, argument }: (typeof reads)[number]): string {
  return `query ($value: String!, $organisation: ID) {
    found: ${field}(${argument}: $value, organisation: $organisation) { id }
  }`;
}

test.each(reads)(
  "$field: the same $argument means the caller's own object, unless an organisation below is named",
  async (read) => {
    const { value, type } = read;
    const ask = async (asking: typeof partner, organisation?: string) =>
      (await asking.graphql(reading(read), { value, organisation })).found;

    expect(await ask(partner)).toEqual({ id: own[type] });
    expect(await ask(partner, partner.globalId)).toEqual({ id: own[type] });
    expect(await ask(partner, reseller.globalId)).toEqual({ id: below[type] });
    expect(await ask(reseller)).toEqual({ id: below[type] });
    expect(await ask(reseller, reseller.globalId)).toEqual({ id: below[type] });
    expect(await ask(reseller, partner.globalId)).toBeNull();
    expect(await ask(partner, stranger.globalId)).toBeNull();
    expect(await ask(stranger)).toEqual({ id: foreign[type] });
  },
);

test.each(reads)('$field: missing and foreign objects are null', async (read) => {
  const { value } = read;
  const query = reading(read);

  expect(await partner.graphql(query, { value: 'NOTHING' })).toEqual({ found: null });
  const elsewhere = await answerTo(query, { value, organisation: stranger.globalId });
  expect(await answerTo(query, { value, organisation: globalId('Organisation', 2 ** 31 - 1) })).toEqual(elsewhere);
  expect(await answerTo(query, { value: 'NOTHING', organisation: partner.globalId })).toEqual(elsewhere);
});

test.each(reads)('$field: an invalid organisation is refused', async (read) => {
  const { value } = read;
  const misnamed = await sendGraphql(world, partner, reading(read), { value, organisation: 'ABC' });
  const mistyped = await sendGraphql(world, partner, reading(read), { value, organisation: own.Customer });

  expect([misnamed.data, refusalsIn(misnamed)]).toEqual([{ found: null }, [noId]]);
  expect([mistyped.data, mistyped.errors.map(({ extensions }) => extensions?.code)]).toEqual([
    { found: null },
    ['BAD_USER_INPUT'],
  ]);
});

test('remote ids are case-sensitive, e-mail addresses are not', async () => {
  await done(partner, customerCall({ id: 'abc', name: 'A different one' }));
  const { upper, lower, mixed, user } = await partner.graphql(`{
    upper: customer(remoteId: "ABC") { name } lower: customer(remoteId: "abc") { name }
    mixed: customer(remoteId: "Abc") { name } user(email: "ISA@Example.COM") { email }
  }`);

  expect([upper, lower, mixed]).toEqual([{ name: 'ABC Company' }, { name: 'A different one' }, null]);
  expect(user).toEqual({ email: 'isa@example.com' });
});

test('any order is found by its id, but a subscription only by its first order', async () => {
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  await partner.mutate('createRenewalOrder', { firstOrder: 'ORDER-2', remoteId: 'RENEWAL-2' });

  for (const { remoteId, kind } of [
    { remoteId: 'RENEWAL-2', kind: 'RENEWAL' },
    { remoteId: 'CHANGE-1', kind: 'CHANGE' },
  ]) {
    const { order, subscription } = await partner.graphql(
      `{ order(remoteId: "${remoteId}") { kind } subscription(firstOrder: "${remoteId}") { id } }`,
    );
    expect([order, subscription]).toEqual([{ kind }, null]);
  }
});
