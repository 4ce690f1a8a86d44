import { expect, test } from 'vitest';
import { createRateLimiter } from '../../src/gateway/rate-limit.ts';
import { createLog } from '../../src/log.ts';
import { startGateway } from '../support/gateway.ts';
import { caller, common, logged } from '../support/request-log.ts';
import { createWorld } from '../support/world.ts';

// One line for each request: who asked which door for what, and what came of it. Nothing of it is the caller's own text.

const world = await createWorld();

const admin = { email: 'canary@example.com', displayName: 'Canary' };

test('the envelope is logged with its method, and a refusal with its code', async () => {
  const { entryOf } = await logged(world);
  const { who, post } = await caller(world);
  const call = { ...common, door: 'envelope', method: 'POST', ...who };
  const params = { id: 'CANARY-1', name: 'Canary Company', admin };

  expect(await entryOf('/envelope', post({ method: 'createCustomer', params }))).toEqual({
    ...call,
    operation: 'createCustomer',
    status: 200,
  });
  expect(await entryOf('/envelope', post({ method: 'getCustomer', params: { id: 'CANARY-2' } }))).toEqual({
    ...call,
    operation: 'getCustomer',
    status: 400,
    code: 'CUSTOMER_NOT_FOUND',
  });
  expect(await entryOf('/envelope', post({ method: 'canaryMethod', params: {} }))).toEqual({
    ...call,
    status: 400,
    code: 'INVALID_INPUT',
  });
});

test('GraphQL is logged with its root fields, and a refusal in the data of a 200 with its code', async () => {
  const { entryOf } = await logged(world);
  const { who, post } = await caller(world);
  const call = { ...common, door: 'graphql', method: 'POST', status: 200, ...who };
  const create = `mutation CanaryName($input: CreateCustomerInput!) {
    canaryAlias: createCustomer(input: $input) { __typename ... on Error { message } } }`;
  const variables = { input: { remoteId: 'CANARY-1', name: 'Canary Company', admin } };
  const mutation = { query: create, variables };
  const archive = `mutation { archiveCustomer(input: { remoteId: "CANARY-9" }) { __typename } }`;
  const read = `query Canary { ...Fields } fragment Fields on Query { customers(first: 1) { totalCount } viewer { __typename } }`;

  expect(await entryOf('/graphql', post(mutation))).toEqual({ ...call, operation: 'mutation createCustomer' });
  expect(
    await entryOf('/graphql', post({ ...mutation, variables: { input: { ...variables.input, name: 'Canary 2' } } })),
  ).toEqual({
    ...call,
    operation: 'mutation createCustomer',
    code: 'REMOTE_ID_CONFLICT',
  });
  expect(await entryOf('/graphql', post({ query: archive }))).toEqual({
    ...call,
    operation: 'mutation archiveCustomer',
    code: 'CUSTOMER_NOT_FOUND',
  });
  expect(await entryOf('/graphql', post({ query: read }))).toEqual({ ...call, operation: 'query customers, viewer' });
});

test('a stored refusal is logged with its code each time it is returned', async () => {
  const { entryOf } = await logged(world);
  const { post } = await caller(world);
  const archive = `mutation { archiveCustomer(input: { remoteId: "CANARY-9" }) { __typename } }`;
  const keyed = () => post({ query: archive }, { 'idempotency-key': '2f9f2d0e-2b1c-4d8e-9a52-5f6f0a5b7d11' });

  const [first, again] = [await entryOf('/graphql', keyed()), await entryOf('/graphql', keyed())];

  expect(first).toMatchObject({ operation: 'mutation archiveCustomer', status: 200, code: 'CUSTOMER_NOT_FOUND' });
  expect(again).toEqual(first);
});

test('a GraphQL document that is not executed is logged with its code but without its text', async () => {
  const { entryOf } = await logged(world);
  const { who, headers, post } = await caller(world);
  const call = { ...common, door: 'graphql', method: 'POST', ...who };

  expect(await entryOf('/graphql', post({ query: '{ canaryField }' }))).toMatchObject({
    ...call,
    code: 'GRAPHQL_VALIDATION_FAILED',
  });
  expect(await entryOf('/graphql', post({ query: '{ canary' }))).toMatchObject({
    ...call,
    code: 'GRAPHQL_PARSE_FAILED',
  });
  const page = await entryOf(
    `/graphql?${new URLSearchParams({ query: '{ viewer { __typename } }', variables: 'canary' })}`,
    { headers },
  );
  expect(page).toEqual({ ...call, method: 'GET', status: 400, code: 'BAD_REQUEST' });
});

test('REST is logged with its route but without its values', async () => {
  const { entryOf } = await logged(world);
  const { who, headers, post } = await caller(world);

  expect(await entryOf('/v1.0/customers/canary@example.com?sortby=canary', { headers })).toEqual({
    ...common,
    ...who,
    door: 'licensing',
    method: 'GET',
    operation: 'GET /v1.0/customers/{id}',
    status: 400,
    code: 'INVALID_INPUT',
  });
  expect(await entryOf('/v1.0/canary/canary', { headers })).toEqual({
    ...common,
    ...who,
    door: 'licensing',
    method: 'GET',
    status: 404,
    code: 'NOT_FOUND',
  });
  expect(await entryOf('/api/v1/users', post({ name: 'Canary', canary: 1 }))).toEqual({
    ...common,
    ...who,
    door: 'hub',
    method: 'POST',
    operation: 'POST /api/v1/users',
    status: 400,
    code: 'INVALID_INPUT',
  });
});

test('a request without a door, without a key or above its limit is logged with its code', async () => {
  const { entryOf } = await logged(world, { rateLimiter: createRateLimiter({ perSecond: 1, burst: 1 }) });
  const { post } = await caller(world);

  expect(await entryOf('/canary')).toEqual({ ...common, method: 'GET', status: 404, code: 'NOT_FOUND' });
  expect(await entryOf('/envelope', { method: 'POST', body: '{}' })).toEqual({
    ...common,
    door: 'envelope',
    method: 'POST',
    status: 401,
    code: 'UNAUTHENTICATED',
  });
  await entryOf('/envelope', post({ method: 'getCustomer', params: { id: 'CANARY' } }));
  expect(await entryOf('/envelope', post({ method: 'getCustomer', params: { id: 'CANARY' } }))).toMatchObject({
    door: 'envelope',
    status: 429,
    code: 'RATE_LIMITED',
  });
});

test('health checks are logged only at the level debug', async () => {
  const lines: string[] = [];
  const requestLog = createLog('debug', 'gateway', { write: (line) => void lines.push(line) });
  const gateway = await startGateway({ connectionString: world.databaseUrl, requestLog });

  await gateway.get('/live');

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 20, door: 'health', method: 'GET', status: 200 },
  ]);
});
