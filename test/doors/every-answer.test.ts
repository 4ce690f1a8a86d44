import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const everywhere = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-request-id': expect.stringMatching(uuid),
};
const noPage = { ...everywhere, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };

const tooLarge = 'x'.repeat(1024 * 1024 + 1);
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
const asJson = { 'content-type': 'application/json' };
// Whoever accepts nothing else is told about a wrong document with the status too.
const strictly = { ...asJson, accept: 'application/graphql-response+json' };
const query = '{"query":"{ viewer { now } }"}';
const stranger = { 'x-api-key': 'not-a-key' };

test.for([
  [200, 'GraphQL that is answered', { path: '/graphql', method: 'POST', body: query, headers: asJson }],
  [200, 'GraphQL with GET', { path: '/graphql?query=%7Bviewer%7Bnow%7D%7D' }],
  [400, 'GraphQL that is no GraphQL', { path: '/graphql', method: 'POST', body: '{"query":"{"}', headers: strictly }],
  [400, 'GraphQL with wrong variables', { path: '/graphql?query=%7Bviewer%7Bnow%7D%7D&variables=7' }],
  [401, 'GraphQL for a stranger', { path: '/graphql', method: 'POST', body: query, headers: stranger }],
  [405, 'GraphQL with DELETE', { path: '/graphql', method: 'DELETE' }],
  [413, 'GraphQL of more than 1 MiB', { path: '/graphql', method: 'POST', body: tooLarge, headers: asJson }],
  [200, 'an envelope that is answered', { path: '/envelope', body: '{"method":"getCustomer","params":{"id":"ABC"}}' }],
  [400, 'an envelope that is refused', { path: '/envelope', body: '{"method":"getCustomer","params":{"id":"XYZ"}}' }],
  [400, 'an envelope that is none', { path: '/envelope', body: 'none' }],
  [401, 'an envelope of a stranger', { path: '/envelope', body: '{}', headers: stranger }],
  [415, 'GraphQL as a form', { path: '/graphql', method: 'POST', body: 'query=%7Bviewer%7Bnow%7D%7D' }],
  [405, 'an envelope with PUT', { path: '/envelope', method: 'PUT', body: '{}' }],
  [405, 'an envelope with HEAD', { path: '/envelope', method: 'HEAD' }],
  [413, 'an envelope of more than 1 MiB', { path: '/envelope', body: tooLarge }],
  [403, 'an envelope on behalf of nobody', { path: '/envelope', body: '{}', headers: { 'x-on-behalf-of': '1' } }],
  [200, "OAuth's metadata", { path: '/.well-known/oauth-authorization-server' }],
  [400, 'a token that is asked for in JSON', { path: '/oauth/token', method: 'POST', body: '{}', headers: asJson }],
  [401, 'a token for nobody', { path: '/oauth/token', method: 'POST', body: 'grant_type=x', headers: asForm }],
  [405, 'a token with GET', { path: '/oauth/token' }],
  [413, 'OAuth of more than 1 MiB', { path: '/oauth/revoke', method: 'POST', body: tooLarge, headers: asForm }],
  [200, 'REST that is answered', { path: '/api/v1/whoami' }],
  [200, 'REST that is described', { path: '/api/v1/openapi.json' }],
  [200, 'licensing that is answered', { path: '/v1.0/customers' }],
  [200, 'licensing that is described', { path: '/v1.0/openapi.json' }],
  [400, 'licensing that is refused', { path: '/v1.0/customers?limit=0' }],
  [401, 'licensing for a stranger', { path: '/v1.0/customers', headers: stranger }],
  [404, 'licensing that is not there', { path: '/v1.0/nothing' }],
  [405, 'licensing with PATCH', { path: '/v1.0/customers/1', method: 'PATCH' }],
  [415, 'licensing that is not JSON', { path: '/v1.0/customers', method: 'POST', body: '{}' }],
  [400, 'REST that is refused', { path: '/api/v1/users?page=0' }],
  [401, 'REST for a stranger', { path: '/api/v1/whoami', headers: stranger }],
  [404, 'REST that is not there', { path: '/api/v1/nothing' }],
  [405, 'REST with DELETE', { path: '/api/v1/users', method: 'DELETE' }],
  [413, 'REST of more than 1 MiB', { path: '/api/v1/users', method: 'POST', body: tooLarge, headers: asJson }],
  [415, 'REST that is not JSON', { path: '/api/v1/users', method: 'POST', body: '{}' }],
  [404, 'a path that leads nowhere', { path: '/nowhere' }],
  [200, 'the liveness', { path: '/live' }],
  [200, 'the readiness', { path: '/ready' }],
] as const)('the response %i for %s has the common headers', async ([status, , request]) => {
  const partner = await partnerWithCustomer();

  const answer = await send(partner, request);

  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject(noPage);
  expect([answer.headers['x-powered-by'], answer.headers['server']]).toEqual([undefined, undefined]);
  expect(answer.headers['content-type']).toMatch(/^application\/((graphql-response|problem)\+)?json; charset=utf-8$/);
});

test('the page for browsers has them too, needs no key, and loads nothing from other sites', async () => {
  const answer = await sendRaw(world.url, { path: '/graphql', headers: { accept: 'text/html,*/*' } });

  const own = "'self' 'unsafe-inline' data: blob:";
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    ...everywhere,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${own}; style-src ${own}; img-src ${own}; font-src ${own}; worker-src blob:; connect-src 'self'; frame-ancestors 'none'`,
  });
});

test.for(['a', 'order-42', 'A.b_c:d-9', 'x'.repeat(128)])('the request id %s is returned', async (given) => {
  const ids = await requestIdsFor(given);

  expect(ids).toEqual(Array(6).fill(given));
});

test.for([
  ['an empty one', ''],
  ['one of 129 characters', 'x'.repeat(129)],
  ['one with a space', 'a b'],
  ['one with a quote', 'a"b'],
  ['one of HTML', '<script>'],
  ['one beyond ASCII', 'caf\u00e9'],
  ['two that are the same', ['same', 'same']],
] as const)('the invalid request id %s is replaced by a new one', async ([, given]) => {
  const ids = await requestIdsFor(given);

  expect(ids).toEqual(Array(6).fill(expect.stringMatching(uuid)));
  expect(new Set(ids).size).toBe(6);
});

test('the events of a request are found by its id', async () => {
  const partner = await world.partner();
  const params = { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } };
  const body = JSON.stringify({ method: 'createCustomer', params });

  await send(partner, { path: '/envelope', body, headers: { 'x-request-id': 'order-42' } });

  const events = await world.rows(`SELECT "verb" FROM "Event" WHERE "requestId" = 'order-42'`);
  expect(events).toEqual([{ verb: 'createCustomer' }]);
});

test('liveness and readiness need no key', async () => {
  const [live, ready] = [await sendRaw(world.url, { path: '/live' }), await sendRaw(world.url, { path: '/ready' })];

  expect([live.status, live.body]).toEqual([200, '{"status":"live"}']);
  expect([ready.status, ready.body]).toEqual([200, '{"status":"ready"}']);
});

test.for([
  '/',
  '/nowhere',
  '/envelope/',
  '/api/v1',
  '/api/v2/',
  '/Envelope',
  '/graphql/x',
  '/favicon.ico',
  '/.env',
  '/live/',
])('the response at %s is 404 and lists the existing paths', async (path) => {
  const answer = await sendRaw(world.url, { path });

  expect(answer.status).toBe(404);
  expect(JSON.parse(answer.body)).toEqual({
    error:
      'This path does not exist. Try /graphql, /envelope, /api/v1/, /v1.0/, /oauth/token, /api/v1/oauth/create_token, /oauth/introspect, /oauth/revoke, /.well-known/oauth-authorization-server, /api/v1/openapi.json, /v1.0/openapi.json, /docs, /live, /ready.',
  });
});

test.for([
  '//graphql',
  '//envelope',
  '//[',
  'http://example.com/graphql',
  'http://example.com:99999/envelope',
  'http://[/graphql',
  '*',
  '/?',
  '/%',
  '/%zz/graphql',
  '/../graphql',
  '/graphql?',
  '/graphql?%zz',
  '/graphql?%zz=%zz&variables=%zz',
  '/graphql?query=%00',
  '/graphql?query=%ff%fe',
  '/graphql?variables={bad',
  '/graphql?extensions=[]',
  '/graphql?query={a}&query={b}',
  '/graphql?operationName=%00&query={viewer{now}}',
  '/graphql#fragment',
  '/graphql?#?#',
  `/graphql?query=${'x'.repeat(8000)}`,
  '/envelope?%zz',
  '/api/v1/users?%zz&page=%zz',
  '/api/v1/users?=&&[]=&__proto__=1&constructor[]=2',
  '/api/v1/users?sort_by=%00&text=%ff%fe',
  '/api/v1/users/%zz',
  '/api/v1/../graphql',
  '/api/v1//users',
  '/api/v1/openapi.json?%zz',
  '/envelope?method=getCustomer',
  '/live?%zz',
  '/ready?%zz',
])('the odd request target %.60s causes no internal error', async (path) => {
  const partner = await partnerWithCustomer();

  for (const method of ['GET', 'POST']) {
    const { status, headers, body } = await send(partner, { path, method, headers: asJson, body: query });

    expect(status, `${method} ${body}`).toBeLessThan(500);
    expect(headers).toMatchObject(noPage);
  }
});

test('the query string of an envelope is ignored', async () => {
  const partner = await partnerWithCustomer();

  const body = '{"method":"getCustomer","params":{"id":"ABC"}}';
  const answer = await send(partner, { path: '/envelope?method=removeUser&params=%zz', body });

  expect([answer.status, JSON.parse(answer.body).remoteId]).toEqual([200, 'ABC']);
});

async function partnerWithCustomer(): Promise<Partner> {
  const partner = await world.partner();
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  return partner;
}

function send({ key }: Partner, request: RawRequest): Promise<RawAnswer> {
  return sendRaw(world.url, { ...request, headers: { 'x-api-key': key, ...request.headers } });
}

/** The request ids of answers of every kind, where each request brought this one along. */
async function requestIdsFor(given: string | readonly string[]): Promise<unknown[]> {
  const ids = [];
  for (const path of ['/graphql', '/envelope', '/api/v1/whoami', '/nowhere', '/live', '/ready']) {
    ids.push((await sendRaw(world.url, { path, headers: { 'x-request-id': given } })).headers['x-request-id']);
  }
  return ids;
}
