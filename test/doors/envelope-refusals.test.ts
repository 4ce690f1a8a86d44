import { Agent } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { insidesIn } from '../support/insides.ts';
import type { Partner } from '../support/partner.ts';
import { type RawRequest, sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const form = '{"method":"…","params":{…}} as JSON';
const order = { customer: 'ABC', id: 'ORDER-2', product: 'oo-lite', licenses: 20, duration: 'monthly' };

test.for([
  ['no JSON', 'createCustomer ABC', 'something that is not JSON'],
  ['JSON that breaks off', '{"method":"getOrder","params":{"id":"ORDER', 'something that is not JSON'],
  ['JSON with a comment', '{/* hello */"method":"getOrder"}', 'something that is not JSON'],
  ['two envelopes', '{"method":"getOrder"}{"method":"getOrder"}', 'something that is not JSON'],
  ['a form', 'method=getOrder&params=%7B%7D', 'something that is not JSON'],
  ['spaces alone', '   ', 'something that is not JSON'],
  ['UTF-16', Buffer.from('{"method":"getOrder","params":{"id":"ORDER-1"}}', 'utf16le'), 'something that is not JSON'],
  ['a list', '[{"method":"getOrder","params":{"id":"ORDER-1"}}]', 'a list'],
  ['null', 'null', 'null'],
  ['a number', '42', 'a number'],
  ['text', '"getOrder"', 'text of 8 characters'],
  ['true', 'true', 'a boolean'],
] as const)('an envelope that is %s is refused', async ([, body, found]) => {
  const partner = await partnerWithOrder();

  await expectRefusal(partner, body, `body: expected ${form}, found ${found}`);
});

test('an envelope that is not UTF-8 is refused', async () => {
  const body = Buffer.from('{"method":"createUser","params":{"email":"Zo\xeb@a.org"}}', 'latin1');

  await expectRefusal(await partnerWithOrder(), body, 'The body is not UTF-8. Send it in UTF-8.');
});

test.for([
  ['no method', '{"params":{}}', 'nothing'],
  ['null for a method', '{"method":null,"params":{}}', 'null'],
  ['a number for a method', '{"method":7,"params":{}}', 'a number'],
  ['a list for a method', '{"method":["getOrder"],"params":{"id":"ORDER-1"}}', 'a list'],
  ['an object for a method', '{"method":{"name":"getOrder"},"params":{"id":"ORDER-1"}}', 'an object'],
  ['nothing in it', '{}', 'nothing'],
  ['a method in a place that is no place', '{"__proto__":{"method":"getOrder","params":{"id":"ORDER-1"}}}', 'nothing'],
] as const)('an envelope with %s is refused', async ([, body, found]) => {
  const partner = await partnerWithOrder();

  await expectRefusal(partner, body, `method: expected the name of a method, found ${found}`);
});

const known = [
  'createCustomer, updateCustomer, archiveCustomer, restoreCustomer, removeCustomer, getCustomer',
  'createFirstOrder, createRenewalOrder, changeSeats, cancelOrder, keepOrder, suspendOrder, resumeOrder, updateOrder, archiveOrder, restoreOrder, getOrder',
  'createUser, getUserByEmail, updateUserByEmail, resetPasswordByEmail, removeUser',
  'advanceTestClock',
].join(', ');

test.for(['createUnicorn', 'createcustomer', ' getOrder', '', '__proto__', 'constructor', 'toString'])(
  'the unknown method "%s" is refused with the names of the existing methods',
  async (method) => {
    const partner = await partnerWithOrder();
    const envelope = JSON.stringify({ method, params: { id: 'ORDER-1' } });

    await expectRefusal(partner, envelope, `method: expected one of ${known}, found "${method}"`);
  },
);

test('only the beginning of an overlong method name is repeated', async () => {
  const partner = await partnerWithOrder();
  const envelope = JSON.stringify({ method: 'x'.repeat(1_000_000), params: {} });

  await expectRefusal(partner, envelope, `method: expected one of ${known}, found "${'x'.repeat(100)}"`);
});

test.for([
  ['no params', '', 'nothing'],
  ['null', ',"params":null', 'null'],
  ['a list', ',"params":[{"id":"ORDER-1"}]', 'a list'],
  ['text', ',"params":"ORDER-1"', 'text of 7 characters'],
  ['a number', ',"params":1', 'a number'],
  ['true', ',"params":true', 'a boolean'],
  ['100,000 lists within each other', `,"params":${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'a list'],
] as const)('params that are %s are refused', async ([, params, found]) => {
  const partner = await partnerWithOrder();

  await expectRefusal(partner, `{"method":"getOrder"${params}}`, `params: expected an object, found ${found}`);
});

test('nesting 100,000 levels deep is harmless: it is refused as a member, and ignored if the member is unknown', async () => {
  const partner = await partnerWithOrder();
  const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

  const asId = `{"method":"getOrder","params":{"id":${lists}}}`;
  const wanted = 'id: expected an id: text of 1 to 255 characters, or a whole number';
  await expectRefusal(partner, asId, `${wanted}, found a list`);
  await expectRefusal(
    partner,
    asId.replace(lists, () => objects),
    `${wanted}, found an object`,
  );
  for (const depth of [lists, objects]) {
    const ignored = await send(partner, `{"method":"getOrder","params":{"y":${depth},"id":"ORDER-1"}}`);
    expect([ignored.status, ignored.answer.remoteId]).toEqual([200, 'ORDER-1']);
  }
});

test('__proto__ and constructor are ordinary unknown members', async () => {
  const partner = await partnerWithOrder();
  const strange = '"__proto__":{"licenses":1,"isActive":false},"constructor":{"prototype":{"licenses":1}},"toString":1';
  const plain = '"customer":"ABC","id":"ORDER-2","product":"oo-lite","licenses":20,"duration":"monthly"';

  const placed = await send(partner, `{"method":"createFirstOrder","params":{${strange},${plain}}}`);
  const retried = await world.withoutWriting(() => partner.envelope('createFirstOrder', order));

  expect(placed.status).toBe(200);
  expect(retried.body).toEqual(placed.answer);
  expect(placed.answer.licenses).toBe(20);
  const inherited = `{"method":"createFirstOrder","params":{"__proto__":{${plain}}}}`;
  const refused = await world.withoutWriting(() => send(partner, inherited));
  expect(refused.answer).toMatch(/^customer: expected an id.*, found nothing; id: .*, found nothing; product: /);
  expect(({} as Record<string, unknown>)['licenses']).toBe(undefined);
});

test.for(['oo-heavy', 'OO-LITE', ' oo-lite', 'constructor', '%', '\\', 'x'.repeat(100)])(
  'the unknown product "%s" is refused with the names of the products',
  async (product) => {
    const partner = await partnerWithOrder();

    const refusal = await world.withoutWriting(() => partner.envelope('createFirstOrder', { ...order, product }));

    expect(refusal).toEqual({
      status: 400,
      code: 'UNKNOWN_PRODUCT',
      body: `Product "${product}" can't be ordered for this duration. Expected one of: oo-lite, oo-std, oo-ent, erp-std, erp-admin, erp-lim.`,
    });
  },
);

test('a body of exactly 1 MiB is accepted by every transport', async () => {
  const partner = await partnerWithOrder();
  const body = paddedTo(1024 * 1024);

  for (const request of [{ body }, { body: inChunks(body) }, { method: 'POST', body }]) {
    const { status, answer } = await send(partner, '', request);
    expect([status, answer.remoteId]).toEqual([200, 'ORDER-1']);
  }
});

test.for([1024 * 1024 + 1, 2 * 1024 * 1024, 17 * 1024 * 1024])(
  'a body of %d bytes is refused by every transport, and the next call succeeds',
  async (size) => {
    const partner = await partnerWithOrder();
    const body = paddedTo(size);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());

    for (const request of [{ body }, { body: inChunks(body) }, { method: 'POST', body }]) {
      const { status, code, answer } = await send(partner, '', { ...request, agent });
      expect([status, code]).toEqual([413, 'BODY_TOO_LARGE']);
      expect(answer).toBe('The body is larger than 1 MiB. Send a smaller body.');
      const next = await send(partner, paddedTo(100), { agent });
      expect([next.status, next.answer.remoteId]).toEqual([200, 'ORDER-1']);
    }
  },
);

test.for(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
  'the HTTP method %s is refused',
  async (method) => {
    const partner = await partnerWithOrder();

    const { status, code, headers, answer } = await world.withoutWriting(() =>
      send(partner, JSON.stringify({ method: 'cancelOrder', params: { id: 'ORDER-1' } }), { method }),
    );

    expect([status, code, headers['allow']]).toEqual([405, 'METHOD_NOT_ALLOWED', 'GET, POST']);
    expect(answer).toBe('The envelope accepts only GET and POST.');
  },
);

test('HEAD is refused too, without a body', async () => {
  const partner = await world.partner();

  const { status, headers, body } = await sendRaw(world.url, {
    path: '/envelope',
    method: 'HEAD',
    headers: { 'x-api-key': partner.key },
  });

  expect([status, headers['x-error-code'], headers['allow'], body]).toEqual([
    405,
    'METHOD_NOT_ALLOWED',
    'GET, POST',
    '',
  ]);
});

async function partnerWithOrder(): Promise<Partner> {
  const partner = await world.partner();
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  await partner.envelope('createFirstOrder', { ...order, id: 'ORDER-1' });
  return partner;
}

async function send(partner: Partner, envelope: string | Buffer, request: RawRequest = {}) {
  const answer = await sendRaw(world.url, {
    path: '/envelope',
    body: envelope,
    headers: { 'x-api-key': partner.key },
    ...request,
  });
  return { ...answer, code: answer.headers['x-error-code'], answer: JSON.parse(answer.body) };
}

/** Expects a bare string that repeats nothing from inside, and that nothing was done. */
async function expectRefusal(partner: Partner, envelope: string | Buffer, sentence: string) {
  const { status, code, headers, answer } = await world.withoutWriting(() => send(partner, envelope));
  expect({ status, code, answer }).toEqual({ status: 400, code: 'INVALID_INPUT', answer: sentence });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(insidesIn(answer)).toEqual([]);
}

/** A good envelope, so many bytes long. */
function paddedTo(size: number): Buffer {
  const envelope = '{"method":"getOrder","params":{"id":"ORDER-1"}}';
  return Buffer.concat([Buffer.from(envelope), Buffer.alloc(size - envelope.length, ' ')]);
}

function inChunks(body: Buffer): Buffer[] {
  const size = 64 * 1024;
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
}
