import { expect, test } from 'vitest';
import { refusalsIn, sendGraphql, sendHttp } from '../support/graphql-door.ts';
import { recordResolvers } from '../support/resolvers.ts';
import { recordStatements, tableOf } from '../support/statements.ts';
import { percentile, timed } from '../support/timing.ts';
import { createWorld } from '../support/world.ts';

// Documents that are made to keep a gateway busy. Each is refused by name, and nobody has moved a finger for it.

const world = await createWorld();
const partner = await world.partner();
// The first use of a key in a minute is written down.
await partner.graphql('{ viewer { now } }');

const list = (count: number, item: (n: number) => string) => Array.from({ length: count }, (_, n) => item(n)).join(' ');
const aliasesOf = (count: number, field: string) => `{ ${list(count, (n) => `a${n}: ${field}`)} }`;
const nested = (steps: number, from: string, to: string) => `${from.repeat(steps)}${to.repeat(steps)}`;
const chain = (length: number) =>
  `{ ...F0 } ${list(length, (n) => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F${length} on Query { __typename }`;

const hostile: readonly (readonly [what: string, code: string, query: string])[] = [
  ['101 aliases', 'TOO_MANY_ALIASES', aliasesOf(101, 'viewer { now }')],
  ['101 aliases of __typename', 'TOO_MANY_ALIASES', aliasesOf(101, '__typename')],
  [
    '101 aliases in fragments',
    'TOO_MANY_ALIASES',
    `{ ${list(10, () => '...F')} } fragment F on Query { ${list(11, (n) => `a${n}: __typename`)} }`,
  ],
  ['2,000 aliases', 'TOO_MANY_TOKENS', aliasesOf(2000, 'viewer { now }')],
  ['2,000 aliases of __typename', 'TOO_MANY_TOKENS', aliasesOf(2000, '__typename')],
  ['50,000 aliases', 'BODY_TOO_LARGE', aliasesOf(50_000, 'viewer { now }')],
  ['50,000 aliases of __typename', 'TOO_MANY_TOKENS', aliasesOf(50_000, '__typename')],
  ['a field that is repeated 5,000 times', 'TOO_MANY_TOKENS', `{ viewer { ${'now '.repeat(5000)} } }`],
  ['a chain of 1,500 fragments', 'TOO_MANY_TOKENS', chain(1500)],
  [
    'a circle of 100 fragments',
    'GRAPHQL_VALIDATION_FAILED',
    chain(100).replace('fragment F100 on Query { __typename }', 'fragment F100 on Query { ...F0 }'),
  ],
  ['11 directives', 'TOO_MANY_DIRECTIVES', `{ viewer { ${'now @skip(if: false) '.repeat(11)} } }`],
  ['700 directives that do not exist', 'GRAPHQL_VALIDATION_FAILED', `{ __typename ${'@a '.repeat(700)} }`],
  ['50,000 directives', 'TOO_MANY_TOKENS', `{ __typename ${'@a '.repeat(50_000)} }`],
  [
    'a hundred of a hundred of a hundred of a hundred',
    'TOO_COSTLY',
    `{ customers(first: 100) { nodes { subscriptions(first: 100) { nodes { terms(first: 100) { nodes { subscription {
       terms(first: 100) { nodes { seats } } } } } } } } } }`,
  ],
  ['40 levels', 'TOO_DEEP', `{ orders(first: 1) { nodes { ${nested(40, 'parent { remoteId ', '}')} } } }`],
  ['100,000 levels', 'TOO_MANY_TOKENS', nested(100_000, '{ a ', '}')],
  [
    'questions about the schema that lead in circles',
    'GRAPHQL_VALIDATION_FAILED',
    `{ __schema { types { ${nested(8, 'fields { type { name ', '} }')} } } }`,
  ],
  [
    'a cheap operation in front of the one that is meant',
    'TOO_COSTLY',
    `query Cheap { __typename } query Meant { customers(first: 100) { nodes { subscriptions(first: 100) { nodes {
       terms(first: 100) { nodes { seats } } } } } } }`,
  ],
];

const fewSends = (query: string) => (query.includes('query Meant') ? { operationName: 'Meant' } : {});

test.each(hostile)('%s: %s', async (_, code, query) => {
  const statements = recordStatements();
  const resolved = recordResolvers();

  const answer = await sendHttp(world, {
    method: 'POST',
    headers: { 'x-api-key': partner.key, 'content-type': 'application/json' },
    body: JSON.stringify({ query, ...fewSends(query) }),
  });

  const codes = refusalsIn(answer).map(([found]) => found);
  expect(codes).toContain(code);
  expect(codes.filter((found) => found !== code && !/VALIDATION_FAILED|DIRECTIVES/.test(found ?? ''))).toEqual([]);
  expect(answer.status).toBeLessThan(500);
  expect(answer.data).toBeUndefined();
  expect(statements.map(tableOf)).toEqual(['ApiKey']);
  expect(resolved).toEqual([]);
});

// R25. An idle machine takes less than 20 ms for each.
const refusedWithinMs = 250;

test.each(hostile)('%s: it does not take long to refuse', async (_, _code, query) => {
  const milliseconds: number[] = [];
  while (milliseconds.length < 5) {
    milliseconds.push((await timed(() => sendGraphql(world, partner, query))).milliseconds);
  }

  expect(percentile(milliseconds, 0.5)).toBeLessThan(refusedWithinMs);
});

test('an array of operations is refused as a whole', async () => {
  const statements = recordStatements();
  const resolved = recordResolvers();
  const body = JSON.stringify(Array.from({ length: 500 }, () => ({ query: '{ viewer { now } }' })));

  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const answer = await sendHttp(world, { method: 'POST', headers, body });

  expect([answer.status, refusalsIn(answer)]).toEqual([400, [['BAD_REQUEST', 'Batching is not supported.']]]);
  expect(statements.map(tableOf)).toEqual(['ApiKey']);
  expect(resolved).toEqual([]);
});

test('documents just within the limits are answered', async () => {
  const aliases = await sendGraphql(world, partner, aliasesOf(100, '__typename'));
  const directives = await sendGraphql(world, partner, `{ viewer { ${'now @skip(if: false) '.repeat(10)} } }`);
  const fragments = await sendGraphql(world, partner, chain(180));

  expect([aliases, directives, fragments].map(({ errors }) => errors)).toEqual([[], [], []]);
});

test('without a key, the same documents are not parsed', async () => {
  const statements = recordStatements();
  for (const [, , query] of hostile) {
    const headers = { 'content-type': 'application/json' };
    const answer = await sendHttp(world, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect([answer.status, refusalsIn(answer)[0]?.[0]]).toEqual([401, 'UNAUTHENTICATED']);
  }
  expect(statements).toEqual([]);
});

test('every response reports its cost and the limits', async () => {
  const cost = async (query: string, variables = {}) =>
    JSON.parse((await sendGraphql(world, partner, query, variables)).text).extensions?.cost;
  const limits = { limit: 500_000, depthLimit: 30 };

  expect(await cost('{ viewer { now } }')).toEqual({ ...limits, requested: 2, depth: 2 });
  expect(await cost('{ customers(first: 100) { nodes { id } } }')).toEqual({ ...limits, requested: 201, depth: 3 });
  expect(await cost('query ($n: Int) { customers(first: $n) { nodes { id } } }', { n: 10 })).toEqual({
    ...limits,
    requested: 21,
    depth: 3,
  });
  expect(await cost('mutation { envelope(method: "x", params: {}) { __typename } }')).toEqual({
    ...limits,
    requested: 2,
    depth: 2,
  });
  expect(await cost(hostile.find(([what]) => what === '40 levels')?.[2] ?? '')).toMatchObject({ ...limits, depth: 43 });
  expect(await cost('{ customers(first: 500) { totalCount } }')).toEqual({ ...limits, requested: 101, depth: 2 });
});

test.each([
  ['__typename', `{ ${'__typename '.repeat(1000)} }`],
  ['now', `{ viewer { ${'now '.repeat(1001)} } }`],
])('a valid document that repeats %s is refused by the validation limit', async (name, query) => {
  const count = query.split(name).length - 1;
  // The second answer comes from what Yoga remembers.
  for (const _time of ['first', 'again']) {
    const answer = await sendGraphql(world, partner, query);

    expect(answer.data).toBeUndefined();
    expect(refusalsIn(answer)).toEqual([
      [
        'GRAPHQL_VALIDATION_FAILED',
        `Validation may compare 500000 pairs of fields with the same name; this document has more, and \`${name}\` occurs ${count} times. Select each field once, or ask in several operations.`,
      ],
    ]);
  }
});

test('a document that repeats a field 700 times is answered', async () => {
  expect((await sendGraphql(world, partner, `{ viewer { ${'__typename '.repeat(700)} } }`)).data).toEqual({
    viewer: { __typename: 'Viewer' },
  });
});

test('a document with more than 100 errors is refused with the first 100 and the limit', async () => {
  const refusals = refusalsIn(await sendGraphql(world, partner, `{ ${list(150, (n) => `nothing${n}`)} }`));

  expect(refusals).toHaveLength(101);
  expect(refusals.at(-1)).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
    'A document may have 100 errors; this one has more, and the first 100 are shown. Correct them first.',
  ]);
});
