import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { type GraphqlAnswer, refusalsIn, sendGraphql, sendHttp } from '../support/graphql-door.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

// What is wrong with a request, whatever operation it carries, and operations that are too large to be read.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const { key } = await world.partner();
const json = { 'x-api-key': key, 'content-type': 'application/json' };

const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = json) =>
  world.withoutWriting(() => sendHttp(world, { method: 'POST', headers, body }));
const get = (parameters: Record<string, string>, headers = {}) =>
  world.withoutWriting(() =>
    sendHttp(world, { headers: { 'x-api-key': key, ...headers } }, `?${new URLSearchParams(parameters)}`),
  );

const move = 'mutation { advanceTestClock(input: { to: "2030-01-01T00:00:00Z" }) { __typename } }';

function expectRefused(answer: GraphqlAnswer, status: number, code: string, message: string | RegExp): void {
  expect(answer.status).toBe(status);
  expect(answer.data).toBeUndefined();
  expect(refusalsIn(answer)).toEqual([[code, typeof message === 'string' ? message : expect.stringMatching(message)]]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
}

test.each(['variables', 'extensions'])('the parameter "%s" of a GET must be a JSON object', async (name) => {
  for (const text of ['{bad', '[1]', '5', '"text"', 'true', '']) {
    const answer = await get({ query: '{ __typename }', [name]: text });
    expectRefused(answer, 400, 'BAD_REQUEST', `The parameter \`${name}\` is not a JSON object.`);
  }
  for (const text of ['{}', 'null', '{"a":1}']) {
    expect((await get({ query: '{ __typename }', [name]: text })).data).toEqual({ __typename: 'Query' });
  }
});

test('a GET reads and never writes', async () => {
  for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
    const answer = await get({ query: move }, { accept });

    expectRefused(answer, 405, 'BAD_REQUEST', 'Can only perform a mutation operation from a POST request.');
    expect(answer.headers.get('allow')).toBe('POST');
  }
});

test.each(['PUT', 'DELETE', 'PATCH'])('%s is refused with the accepted methods', async (method) => {
  const answer = await world.withoutWriting(() => sendHttp(world, { method, headers: json, body: '{}' }));

  expectRefused(answer, 405, 'METHOD_NOT_ALLOWED', 'GraphQL accepts POST, and GET for queries.');
  const allowed = (answer.headers.get('allow') ?? '').split(', ');
  expect(allowed).toEqual(expect.arrayContaining(['GET', 'POST']));
});

test('the methods in the Allow header are accepted', async () => {
  const { headers } = await sendHttp(world, { method: 'PUT', headers: json, body: '{}' });
  const methods = (headers.get('allow') ?? '').split(', ');

  const statuses = methods.map(async (method) => {
    if (method === 'POST') return (await post('{"query":"{ __typename }"}')).status;
    return (await sendHttp(world, { method, headers: json }, '?query={__typename}')).status;
  });
  const refused = (await Promise.all(statuses)).map((status, index) => ({ method: methods[index], status }));
  expect(refused.filter(({ status }) => status === 405)).toEqual([]);
});

test.each(['text/plain', 'text/html', 'application/xml', 'application/octet-stream', 'image/png', ''])(
  'a POST of the content type "%s" is refused',
  async (type) => {
    const answer = await post(JSON.stringify({ query: move }), { 'x-api-key': key, 'content-type': type });

    expect([answer.status, answer.data]).toEqual([415, undefined]);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('a request has one operation', async () => {
  const body = JSON.stringify([{ query: '{ __typename }' }, { query: move }]);

  expectRefused(await post(body), 400, 'BAD_REQUEST', 'Batching is not supported.');
});

const wrongBodies = [
  { what: 'nothing', body: '' },
  { what: 'half of an object', body: '{"query":' },
  { what: 'null', body: 'null' },
  { what: 'text', body: '"{ __typename }"' },
  { what: 'a number for the operation', body: '{"query":5}' },
  { what: 'a list of variables', body: '{"query":"{ __typename }","variables":[1]}' },
  { what: 'text for the variables', body: '{"query":"{ __typename }","variables":"{}"}' },
  { what: 'a member that nobody knows', body: '{"query":"{ __typename }","__proto__":{"a":1}}' },
  { what: 'UTF-16', body: Buffer.from('{"query":"{ __typename }"}', 'utf16le') },
];

test.each(wrongBodies)('a body of $what is refused', async ({ body }) => {
  expectRefused(await post(body), 400, 'BAD_REQUEST', /./);
});

test('the error of a broken body does not repeat it, because it may contain secrets', async () => {
  const answer = await post(
    '{"query":"mutation { resetPasswordByEmail(input: { email: \\"isa@example.com\\", password: \\"Tr0ub4dor\\" }) {',
  );

  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('Tr0ub4dor');
});

test('a body larger than 1 MiB is refused', async () => {
  const body = JSON.stringify({ query: '{ __typename }', operationName: 'x'.repeat(1024 * 1024) });

  expectRefused(await post(body), 413, 'BODY_TOO_LARGE', 'The body is larger than 1 MiB. Send a smaller body.');
});

test('without a valid key nothing is answered, not even errors of the operation', async () => {
  const headers = { 'content-type': 'application/json' };
  const unknown = { 'x-api-key': key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) };
  const message = /^The request has no credential, an unknown one, or two that differ\./;

  for (const given of [{}, unknown, { authorization: 'Bearer' }, { 'x-api-key': key, authorization: 'Bearer other' }]) {
    for (const query of ['{ __typename }', '{ nonsense', '{ __schema { types { name } } }']) {
      const answer = await post(JSON.stringify({ query }), { ...headers, ...given });
      expectRefused(answer, 401, 'UNAUTHENTICATED', message);
      expect(answer.errors[0]?.extensions?.requestId).toBe(answer.headers.get('x-request-id'));
    }
  }
});

const tooManyTokens = 'A document may have 1500 tokens; this one has more. Ask in several operations.';
const tokens = (count: number, unit: string) => `{${` ${unit}`.repeat(count)} }`;

const tooLarge = [
  { what: 'a selection 5,000 deep', query: `${'{ a '.repeat(5000)}${'}'.repeat(5000)}` },
  { what: 'a selection 100,000 deep', query: `${'{a'.repeat(100_000)}${'}'.repeat(100_000)}` },
  {
    what: 'a list value 100,000 deep',
    query: `{ customers(first: ${'['.repeat(100_000)}${']'.repeat(100_000)}) { id } }`,
  },
  { what: '50,000 aliases', query: `{${Array.from({ length: 50_000 }, (_, n) => `a${n}:__typename`).join(' ')}}` },
  { what: '100,000 directives', query: `{ __typename ${'@a'.repeat(100_000)} }` },
  { what: '1,501 tokens', query: tokens(1499, 'a') },
];

test.each(tooLarge)('$what is refused before it is parsed', async ({ query }) => {
  const answer = await sendGraphql(world, { key }, query);

  expect([answer.status, answer.data]).toEqual([200, undefined]);
  expect(refusalsIn(answer)).toEqual([['TOO_MANY_TOKENS', tooManyTokens]]);
});

test('the same operations are refused as a GET', async () => {
  const query = tokens(1499, 'a');

  expectRefused(await get({ query }), 200, 'TOO_MANY_TOKENS', tooManyTokens);
});

test('a document of exactly 1,500 tokens is accepted, and comments do not count', async () => {
  const answer = await sendGraphql(world, { key }, tokens(1498, 'a'));
  const commented = await sendGraphql(world, { key }, `{ __typename } # ${'{ a '.repeat(100_000)}`);

  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  expect(commented.data).toEqual({ __typename: 'Query' });
});

/** Selections of a depth that can be chosen, in steps. */
const ways = [
  {
    what: 'from list to list',
    query: (steps: number) => {
      const step = 'customers(first: 1) { nodes { organisation { ';
      return `{ viewer { organisation { ${step.repeat(steps)} name ${'} } } '.repeat(steps)} } } }`;
    },
    deepest: 9,
  },
  {
    what: 'from one to one',
    query: (steps: number) =>
      `{ orders(first: 1) { nodes { ${'parent { '.repeat(steps)} remoteId ${'} '.repeat(steps)} } } }`,
    deepest: 27,
  },
];

test.each(ways)('a selection that leads $what may be 30 levels deep, but not deeper', async ({ query, deepest }) => {
  const within = await sendGraphql(world, { key }, query(deepest));
  const beyond = await sendGraphql(world, { key }, query(deepest + 1));

  expect([within.status, within.errors]).toEqual([200, []]);
  expect(beyond.data).toBeUndefined();
  const message = expect.stringMatching(
    /^A selection may be 30 levels deep; this one is 3[123]\. Ask in several steps\.$/,
  );
  expect(refusalsIn(beyond)).toEqual([['TOO_DEEP', message]]);
});

test('a list value of exactly 1,500 tokens is accepted', async () => {
  const deep = 1450 / 2;
  const answer = await sendGraphql(
    world,
    { key },
    `{ customers(first: ${'['.repeat(deep)}${']'.repeat(deep)}) { totalCount } }`,
  );

  expect(refusalsIn(answer)).toEqual([['GRAPHQL_VALIDATION_FAILED', expect.stringMatching(/^Int cannot represent/)]]);
});

test('variables may be deeply nested', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const query = 'mutation ($params: JSON!) { envelope(method: \\"getCustomer\\", params: $params) { __typename } }';

  const answer = await post(`{"query":"${query}","variables":{"params":${deep}}}`);
  expect(answer.data).toEqual({ envelope: { __typename: 'InvalidInputError' } });
});

test('multiplying fragments do not block the gateway', async () => {
  // Each fragment spreads the next one twice, so that a walk through all of them has 2 to the 60th steps.
  const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`);
  const last = 'fragment F60 on Mutation { envelope(method: "getCustomer", params: {}) { __typename } }';
  const query = `mutation { ...F0 } ${fragments.join(' ')} ${last}`;

  // A gateway that is busy for good could not be stopped but by ending its thread, so this one has its own.
  const thread = new Worker(new URL('../support/schema-thread.ts', import.meta.url), { workerData: query });
  onTestFinished(async () => void (await thread.terminate()));
  let answer: { errors?: { message: string }[] } | undefined;
  thread.once('message', (message) => {
    answer = message;
  });
  const { errors } = await until(() => answer, 10);
  expect(errors?.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^An answer may hold 500000 values; this one might hold 230\d+\. /),
  ]);
});
