import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const run = promisify(execFile);
const world = await createWorld();

// The moment at which the documents' example customer was created, so that its answer can be compared whole.
world.setRealTime(Temporal.Instant.from('2023-05-17T08:55:17Z'));
const created = 1_684_313_717;

// The bodies are those of the published documents, line breaks and all.

const createCustomer = `{
"method":"createCustomer",
"params": {
"id":"ABC",
"name":"ABC Company",
"admin": {
"email":"test3@example.com",
"phone":"111111111",
"displayName": "Isa Aswath"
}
}
}`;

const createFirstOrder = `{
"method":"createFirstOrder",
"params": {
"customer":"ABC",
"id":"REMOTEORDER1",
"product":"oo-lite",
"licenses":20,
"duration":"monthly"
}
}`;

const createRenewalOrder = `{
"method":"createRenewalOrder",
"params": {
"parent":"REMOTEORDER1",
"id":"REMOTEORDER2"
}
}`;

const cancelOrder = `{
"method":"cancelOrder",
"params":{
"id":"REMOTEORDER1"
}
}`;

const suspendOrder = `{
"method":"suspendOrder",
"params":{
"id":"REMOTEORDER1"
}
}`;

const createUser = '{"method":"createUser", "params":{"email":"test1@oneoffice.bh"}}';

test('createCustomer returns the seven documented members in the documented order', async () => {
  const partner = await world.partner();

  const answer = await curl(partner, createCustomer);

  const [id] = await idsIn('Customer', partner);
  expect(answer).toEqual({
    status: 200,
    code: null,
    body: `{"name":"ABC Company","partner":${partner.organisationId},"createdAt":1684313717,"id":${id},"isActive":true,"admin":{"email":"test3@example.com"},"remoteId":"ABC"}`,
  });
});

test('the calls of the enterprise document cover the whole life of an order', async () => {
  const partner = await world.partner();
  expect((await curl(partner, createCustomer)).status).toBe(200);

  const firstOrder = await curl(partner, createFirstOrder);

  const [firstId = 0] = await idsIn('Order', partner);
  const first = { id: firstId, remoteId: 'REMOTEORDER1', parent: null };
  const [startsAt, endsAt] = [created, 1_686_992_117];
  expect(firstOrder).toEqual(accepted(partner, { ...first, status: 'active', startsAt, endsAt, createdAt: created }));

  const tooEarly = await world.withoutWriting(() => curl(partner, createRenewalOrder));

  expect(tooEarly).toEqual({
    status: 400,
    code: 'RENEWAL_TOO_EARLY',
    body: '"Subscription \\"REMOTEORDER1\\" can\'t be renewed yet. Its renewal window opens at 2023-06-02T08:55:17Z (1685696117). Renew it from then on."',
  });

  await partner.advanceTo('2023-06-02T08:55:17Z');
  const renewal = await curl(partner, createRenewalOrder);

  const opened = 1_685_696_117;
  const [, secondId = 0] = await idsIn('Order', partner);
  const second = { id: secondId, remoteId: 'REMOTEORDER2', parent: 'REMOTEORDER1' };
  const next = { startsAt: 1_686_992_117, endsAt: 1_689_584_117, createdAt: opened };
  expect(renewal).toEqual(accepted(partner, { ...second, status: 'active', ...next }));

  const suspended = await curl(partner, suspendOrder);

  const running = { ...first, startsAt, endsAt, createdAt: created };
  expect(suspended).toEqual(accepted(partner, { ...running, status: 'suspended' }));

  const cancelled = await curl(partner, cancelOrder);

  const ended = accepted(partner, { ...running, status: 'cancelled', endsAt: opened });
  expect(cancelled).toEqual(ended);
  expect(await world.withoutWriting(() => curl(partner, cancelOrder))).toEqual(ended);
  expect(await partner.story()).toEqual([
    '2023-05-17T08:55:17Z createFirstOrder',
    '2023-06-02T08:55:17Z renewalWindowOpened',
    '2023-06-02T08:55:17Z createRenewalOrder',
    '2023-06-02T08:55:17Z suspendOrder',
    '2023-06-02T08:55:17Z cancelOrder',
  ]);
});

test('the call of the introduction creates a user from an e-mail address alone', async () => {
  const partner = await world.partner();

  const answer = await curl(partner, createUser);

  const [id] = await idsIn('User', partner);
  expect(answer).toEqual({
    status: 200,
    code: null,
    body: `{"id":${id},"email":"test1@oneoffice.bh","displayName":null,"instance":null,"isActive":true,"createdAt":1684313717}`,
  });
});

test('a documented call with the wrong key is refused with a nasty message', async () => {
  const partner = await world.partner();

  const answer = await world.withoutWriting(() => curl(partner, createCustomer, 'not-a-key'));

  expect(answer).toEqual({
    status: 401,
    code: 'UNAUTHENTICATED',
    body: '"who goes there? without a key that we know, this door stays shut"',
  });
});

/** A documented call, word for word. `-v` is part of it, and tells the status and the headers. */
async function curl(partner: Partner, data: string, key = partner.key) {
  const [url, bearer] = [`${world.url}/envelope`, key];
  const words = ['-v', '-X', 'GET', url, '--header', `x-api-key: ${bearer}`];
  const { stdout: body, stderr } = await run(
    'curl',
    [...words, '--header', 'Content-Type: application/json', '--data', data],
    { env: { ...process.env, no_proxy: '127.0.0.1' } },
  );
  const [, status] = /^< HTTP\/1\.1 (\d{3})/m.exec(stderr) ?? [];
  const [, code = null] = /^< x-error-code: (\w+)/m.exec(stderr) ?? [];
  return { status: Number(status), code, body };
}

interface DocumentedOrder {
  readonly id: number;
  readonly remoteId: string;
  readonly parent: string | null;
  readonly status: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdAt: number;
}

/** The one shape of an order in this dialect, its members in the order in which they are promised. */
function accepted(partner: Partner, order: DocumentedOrder) {
  const members = [
    `"id":${order.id}`,
    `"remoteId":"${order.remoteId}"`,
    `"parent":${JSON.stringify(order.parent)}`,
    '"customer":"ABC"',
    `"partner":${partner.organisationId}`,
    '"product":"oo-lite"',
    '"licenses":20',
    '"duration":"monthly"',
    `"status":"${order.status}"`,
    `"isActive":${order.status === 'active'}`,
    `"startsAt":${order.startsAt}`,
    `"endsAt":${order.endsAt}`,
    `"createdAt":${order.createdAt}`,
  ];
  return { status: 200, code: null, body: `{${members.join(',')}}` };
}

/** Our own ids of what a partner has, oldest first. */
async function idsIn(table: 'Customer' | 'Order' | 'User', partner: Partner): Promise<number[]> {
  const rows = await world.rows<{ id: number }>(
    `SELECT "id" FROM "${table}" WHERE "organisationId" = $1 ORDER BY "id"`,
    [partner.organisationId],
  );
  return rows.map((row) => row.id);
}
