import { expect, test } from 'vitest';
import { globalId, refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { customerCall, done } from '../support/sales.ts';
import { recordStatements, tableOf } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// How large an answer may be: every field counts as often as it can occur, whatever there really is.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner();
await done(partner, customerCall());

const tooCostly = (cost: number) => [
  'TOO_COSTLY',
  `An answer may hold 500000 values; this one might hold ${cost}. Ask for shorter pages, with \`first\`, or for fewer fields.`,
];

const refusalsOf = async (query: string, variables = {}) =>
  refusalsIn(await world.withoutWriting(() => sendGraphql(world, partner, query, variables)));

const names = (count: number) => Array.from({ length: count }, (_, n) => `a${n}: remoteId`).join(' ');

test('a response may have 500,000 values, and only slightly more fields', async () => {
  const query = (fields: number) =>
    `{ customers(first: 100) { nodes { orders(first: 100) { nodes { ${names(fields)} } } } } }`;

  // The two lists, a hundred of what they lead to, and ten thousand times a node with its fields.
  expect(await refusalsOf(query(48))).toEqual([]);
  expect(await refusalsOf(query(49))).toEqual([tooCostly(201 + 10_000 * 50)]);
});

test('a costly operation is refused before anything except the credential is read', async () => {
  const query = `{ customers(first: 100) { nodes { orders(first: 100) { nodes {
    terms(first: 100) { nodes { seats } }
  } } } } }`;
  const statements = recordStatements();

  expect(refusalsIn(await sendGraphql(world, partner, query))).toEqual([tooCostly(2_020_201)]);
  expect(statements.map(tableOf)).toEqual(['ApiKey']);
});

const ways = [
  {
    how: 'by a variable',
    query: 'query ($n: Int!) { customers(first: $n) { nodes { orders(first: $n) { nodes { FIELDS } } } } }',
  },
  { how: 'from the end', query: '{ customers(last: 100) { nodes { orders(last: 100) { nodes { FIELDS } } } } }' },
  {
    how: 'through fragments',
    query:
      '{ customers(first: 100) { ...C } } fragment C on CustomerConnection { nodes { ... on Customer { orders(first: 100) { nodes { FIELDS } } } } }',
  },
  {
    how: 'through edges',
    query: '{ customers(first: 100) { edges { node { orders(first: 100) { nodes { FIELDS } } } } } }',
  },
];

test.each(ways)('a page counts with its requested size, $how', async ({ query }) => {
  const [refusal, ...others] = await refusalsOf(query.replace('FIELDS', names(55)), { n: 100 });

  expect(others).toEqual([]);
  expect(refusal?.[1]).toMatch(/^An answer may hold 500000 values; this one might hold 5[67]\d{4}\. /);
  expect(await refusalsOf(query.replace('FIELDS', 'remoteId'), { n: 100 })).toEqual([]);
});

test('aliases and lists of ids multiply the cost', async () => {
  const aliases = Array.from(
    { length: 25 },
    (_, n) => `a${n}: customers(first: 100) { nodes { orders(first: 100) { nodes { id } } } }`,
  );
  const ids = Array.from({ length: 100 }, (_, n) => Buffer.from(`Customer:${n + 1}`).toString('base64'));
  const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { orders(first: 100) { nodes { ${names(55)} } } } } }`;

  const refusals = await refusalsOf(`{ ${aliases.join(' ')} }`);
  expect(refusals).toEqual([tooCostly(25 * (1 + 100 * 202))]);
  expect(await refusalsOf(nodes, { ids })).toEqual([tooCostly(1 + 100 * (1 + 100 * 56))]);
});

test('a verb whose response would be too large is not executed', async () => {
  const query = `mutation { updateCustomer(input: { remoteId: "ABC", name: "Other" }) {
    ... on UpdateCustomerSuccess { customer { subscriptions(first: 100) { nodes { terms(first: 100) { nodes { ${names(1).replace('remoteId', 'seats')} subscription { terms(first: 100) { nodes { seats } } } } } } } } }
  } }`;

  const [refusal] = await refusalsOf(query);
  expect(refusal?.[1]).toMatch(/^An answer may hold 500000 values; this one might hold \d+\. /);
});

test('at most a hundred nodes are returned at once', async () => {
  const ids = (count: number) => Array.from({ length: count }, () => Buffer.from('Customer:1').toString('base64'));
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  expect(await refusalsOf(query, { ids: ids(100) })).toEqual([]);
  expect(await refusalsOf(query, { ids: ids(101) })).toEqual([
    ['BAD_USER_INPUT', 'ids: expected at most 100, found 101. Ask for them in parts.'],
  ]);
});

test('recursive introspection is refused', async () => {
  const circle = `${'fields { type { '.repeat(8)}name${' } }'.repeat(8)}`;

  expect(await refusalsOf(`{ __schema { types { ${circle} } } }`)).toEqual([
    ['GRAPHQL_VALIDATION_FAILED', 'Maximum introspection depth exceeded'],
  ]);
});

test('the cost of a document depends on its variables each time it is sent', async () => {
  const query = `query ($n: Int!, $ids: [ID!]!, $name: String!) {
    customers(first: $n) { nodes { remoteId } } nodes(ids: $ids) { id } customer(remoteId: $name) { name } }`;
  const costOf = async (n: number, ids: readonly string[]) => {
    const { text } = await sendGraphql(world, partner, query, { n, ids, name: 'ABC' });
    return JSON.parse(text).extensions.cost.requested;
  };
  const [one, other] = [globalId('Customer', 1), globalId('Customer', 2)];

  // The page with twice as much as it is long, the nodes with their ids, and the customer with its name.
  expect(await costOf(5, [one, other])).toBe(1 + 5 * 2 + 1 + 2 + 2);
  expect(await costOf(100, [one])).toBe(1 + 100 * 2 + 1 + 1 + 2);
  expect(await costOf(5, [one, other])).toBe(1 + 5 * 2 + 1 + 2 + 2);
});

test('without relevant variables the cost is constant, and an invalid document is refused each time', async () => {
  const query = 'query ($name: String!) { customer(remoteId: $name) { name } }';
  const answersTo = async (name: unknown) => {
    const { text } = await sendGraphql(world, partner, query, { name });
    const { data, errors, extensions } = JSON.parse(text);
    return { data, code: errors?.[0].extensions.code, cost: extensions?.cost?.requested };
  };
  const found = { data: { customer: { name: 'ABC Company' } }, code: undefined, cost: 2 };
  const wrong = { data: undefined, code: 'BAD_USER_INPUT', cost: undefined };

  expect(await answersTo('ABC')).toEqual(found);
  expect(await answersTo(null)).toEqual(wrong);
  expect(await answersTo('nobody')).toEqual({ ...found, data: { customer: null } });
});
