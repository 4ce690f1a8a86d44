import { Agent } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

/** The ways to send the same envelope: old callers use GET, and where a proxy drops its body, POST. */
const ways: Readonly<Record<string, (envelope: string) => RawRequest>> = {
  'GET with its length': (envelope) => ({ method: 'GET', body: envelope }),
  'GET in chunks': (envelope) => ({ method: 'GET', body: [envelope.slice(0, 7), envelope.slice(7)] }),
  'POST with its length': (envelope) => ({ method: 'POST', body: envelope }),
  'POST in chunks': (envelope) => ({ method: 'POST', body: [envelope.slice(0, 7), envelope.slice(7)] }),
};

const customer = { name: 'ABC Company', admin: { email: 'isa@example.com' } };
const order = { customer: 'ABC', product: 'oo-lite', licenses: 20, duration: 'monthly' };

test('every transport of a read returns the same bytes', async () => {
  const partner = await partnerWithOrder();

  const [answer, ...others] = await everyWay(partner, 'getOrder', { id: 'ORDER-1' });

  expect(others.map(comparable)).toEqual(Array(3).fill(comparable(answer)));
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body).remoteId).toBe('ORDER-1');
});

test.for(Object.keys(ways))('an order placed with %s is recognised when any transport repeats it', async (way) => {
  const partner = await partnerWithOrder();
  const params = { ...order, id: 'ORDER-2' };

  const placed = await send(partner, way, 'createFirstOrder', params);
  const retries = await world.withoutWriting(() => everyWay(partner, 'createFirstOrder', params));

  expect(retries.map(comparable)).toEqual(Array(4).fill(comparable(placed)));
  expect(placed.status).toBe(200);
  expect(JSON.parse(placed.body).remoteId).toBe('ORDER-2');
});

test.for([
  ['a renewal that comes too early', 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' }, 'RENEWAL_TOO_EARLY'],
  ['a wrong parameter', 'createFirstOrder', { ...order, id: 'ORDER-2', licenses: 0 }, 'INVALID_INPUT'],
  ['an id that is taken', 'createFirstOrder', { ...order, id: 'ORDER-1', licenses: 21 }, 'REMOTE_ID_CONFLICT'],
  ['a method that does not exist', 'createUnicorn', {}, 'INVALID_INPUT'],
] as const)('every transport of %s returns the same refusal byte for byte', async ([, method, params, code]) => {
  const partner = await partnerWithOrder();

  const [refusal, ...others] = await world.withoutWriting(() => everyWay(partner, method, params));

  expect(others.map(comparable)).toEqual(Array(3).fill(comparable(refusal)));
  expect([refusal.status, refusal.headers['x-error-code']]).toEqual([400, code]);
});

test('every transport refuses an unauthenticated request with the same message', async () => {
  const [refusal, ...others] = await everyWay({ key: 'not-a-key' }, 'getOrder', { id: 'ORDER-1' });

  expect(others.map(comparable)).toEqual(Array(3).fill(comparable(refusal)));
  expect([refusal.status, refusal.headers['x-error-code']]).toEqual([401, 'UNAUTHENTICATED']);
});

test('other members of the envelope are ignored', async () => {
  const partner = await partnerWithOrder();
  const call = { method: 'getOrder', params: { id: 'ORDER-1' } };
  const extra = { id: 7, jsonrpc: '2.0', Method: 'cancelOrder', params2: [], 'x-api-key': 'another', body: null };

  const plain = await sendEnvelope(partner, { body: JSON.stringify(call) });
  const decorated = await sendEnvelope(partner, { body: JSON.stringify({ ...extra, ...call }) });

  expect(comparable(decorated)).toBe(comparable(plain));
  expect(plain.status).toBe(200);
});

test('unknown members of params are ignored and do not affect a retry', async () => {
  const partner = await world.partner();
  const params = { ...customer, id: 'ABC' };
  const plain = await partner.envelope('createCustomer', params);

  const decorated = await world.withoutWriting(() =>
    partner.envelope('createCustomer', {
      ...params,
      admin: { ...params.admin, fax: '1' },
      remoteId: 'XYZ',
      organisation: 1,
      isActive: false,
    }),
  );

  expect(decorated).toEqual(plain);
  expect(plain.body.isActive).toBe(true);
});

test.for([
  undefined,
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-8',
  'nonsense',
])('the content type is ignored: %s', async (contentType) => {
  const partner = await partnerWithOrder();
  const body = JSON.stringify({ method: 'getOrder', params: { id: 'ORDER-1' } });
  const asJson = await sendEnvelope(partner, { body });

  const answer = await sendEnvelope(partner, { body, headers: contentType ? { 'content-type': contentType } : {} });

  expect(comparable(answer)).toBe(comparable(asJson));
  expect(answer.status).toBe(200);
});

test('characters split across packets are decoded correctly', async () => {
  const partner = await world.partner();
  const name = 'شركة عيسى 🙂 Ünïon';
  const bytes = Buffer.from(JSON.stringify({ method: 'createCustomer', params: { ...customer, id: 'ABC', name } }));

  const answer = await sendEnvelope(partner, { body: [...bytes].map((byte) => Buffer.of(byte)) });

  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body).name).toBe(name);
  expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
});

test.for(['GET', 'POST'])('a %s without a body is refused with a hint to send one, or to use POST', async (method) => {
  const partner = await world.partner();

  const answer = await world.withoutWriting(() => sendEnvelope(partner, { method }));

  expect(answer.status).toBe(400);
  expect(answer.headers['x-error-code']).toBe('INVALID_INPUT');
  expect(JSON.parse(answer.body)).toBe(
    'body: expected {"method":"…","params":{…}} as JSON, found nothing; if a GET cannot carry a body, send it with POST',
  );
});

test.for([
  ['an answer', 200, {}],
  ['a refusal', 400, { body: '{"method":"cancelOrder"}' }],
  ['a stranger', 401, { headers: { 'x-api-key': 'not-a-key' } }],
  ['a stranger who talks for long', 401, { headers: { 'x-api-key': 'not-a-key' }, body: 'x'.repeat(1024 * 1024) }],
  ['a wrong path', 404, { path: '/nowhere' }],
  ['a verb that the door does not take', 405, { method: 'PUT' }],
  ['a body that is too large', 413, { body: 'x'.repeat(1024 * 1024 + 1) }],
] as const)('a connection is reused after %s', async ([, status, special]) => {
  const partner = await partnerWithOrder();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const body = JSON.stringify({ method: 'getOrder', params: { id: 'ORDER-1' } });

  const first = await sendEnvelope(partner, { body, agent, ...special });
  const second = await sendEnvelope(partner, { body, agent });

  expect(first.status).toBe(status);
  expect(second.status).toBe(200);
  expect(JSON.parse(second.body).remoteId).toBe('ORDER-1');
  expect(second.localPort).toBe(first.localPort);
});

async function partnerWithOrder(): Promise<Partner> {
  const partner = await world.partner();
  await partner.advanceTo('2030-01-01T00:00:00Z');
  await partner.envelope('createCustomer', { ...customer, id: 'ABC' });
  await partner.envelope('createFirstOrder', { ...order, id: 'ORDER-1' });
  return partner;
}

type Sender = Pick<Partner, 'key'>;

/** The answers to the same call, sent one after the other in every way. */
async function everyWay(sender: Sender, method: string, params: object): Promise<[RawAnswer, ...RawAnswer[]]> {
  const [first = '', ...others] = Object.keys(ways);
  const answers: [RawAnswer, ...RawAnswer[]] = [await send(sender, first, method, params)];
  for (const way of others) answers.push(await send(sender, way, method, params));
  return answers;
}

function send(sender: Sender, way: string, method: string, params: object): Promise<RawAnswer> {
  const toRequest = ways[way];
  if (toRequest === undefined) throw new Error(`There is no way ${way}`);
  return sendEnvelope(sender, toRequest(JSON.stringify({ method, params })));
}

function sendEnvelope({ key }: Sender, request: RawRequest): Promise<RawAnswer> {
  return sendRaw(world.url, { path: '/envelope', ...request, headers: { 'x-api-key': key, ...request.headers } });
}

/** An answer as it came over the line, headers in their order, without time, request id, and what is left of a limit. */
function comparable({ status, rawHeaders, body }: RawAnswer): string {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []));
  const headers = pairs.filter(([name]) => !['Date', 'x-request-id', 'ratelimit'].includes(name ?? ''));
  return [status, ...headers.map((pair) => pair.join(': ')), '', body].join('\n');
}
