import { expect, test } from 'vitest';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { listKeys } from '../../src/keys/list-keys.ts';
import { revokeKeyAtTerminal } from '../../src/keys/revoke-key-at-terminal.ts';
import { seedSandbox } from '../../src/keys/seed-sandbox.ts';
import type { Partner } from '../support/partner.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

/** The shortest and the longest key that people may choose, each for a sandbox of its own. */
const handmade = [
  { length: 32, key: 'abcdefghijklmnopqrstuvwxyzABC-_9', sandbox: await createWorld() },
  { length: 128, key: `${'0123456789abcdef'.repeat(7)}ABCDEFGHIJKLMN-_`, sandbox: await createWorld() },
];

type Headers = NonNullable<RawRequest['headers']>;

const stranger = 'tenure_00000000_0123456789abcdefghijABCDEFGHIJ0123456789';

// Every credential is shown to both doors: they share the HTTP pipeline, and neither may be a way around it.

test.for([
  ['no credentials at all', () => ({})],
  ['an unknown key', () => ({ 'x-api-key': stranger })],
  ['an empty key', () => ({ 'x-api-key': '' })],
  ['an unknown bearer', () => ({ authorization: `Bearer ${stranger}` })],
  ['a bearer of nothing', () => ({ authorization: 'Bearer ' })],
  ['the word Bearer alone', () => ({ authorization: 'Bearer' })],
  ['a key without the word Bearer', ({ key }) => ({ authorization: key })],
  ['a key as a password', ({ key }) => ({ authorization: `Basic ${btoa(`key:${key}`)}` })],
  ['two words after Bearer', ({ key }) => ({ authorization: `Bearer ${key} ${key}` })],
  ['a key that was cut off', ({ key }) => ({ 'x-api-key': key.slice(0, -1) })],
  ['a key with more at its end', ({ key }) => ({ 'x-api-key': `${key}0` })],
  ['a key in another case', ({ key }) => ({ 'x-api-key': key.toLowerCase() })],
  ['what is stored of a key', ({ key }) => ({ 'x-api-key': key.split('_').slice(0, 2).join('_') })],
  ['two keys with a comma between them', ({ key }) => ({ 'x-api-key': `${key},${key}` })],
  ['a key and a comma', ({ key }) => ({ 'x-api-key': `${key},` })],
  ['two keys in two headers, the good one first', ({ key }) => ({ 'x-api-key': [key, stranger] })],
  ['two keys in two headers, the good one last', ({ key }) => ({ 'x-api-key': [stranger, key] })],
  ['a good key and another bearer', ({ key }) => ({ 'x-api-key': key, authorization: `Bearer ${stranger}` })],
  ['another key and a good bearer', ({ key }) => ({ 'x-api-key': stranger, authorization: `Bearer ${key}` })],
  ['an empty key and a good bearer', ({ key }) => ({ 'x-api-key': '', authorization: `Bearer ${key}` })],
  ['a good key and an empty bearer', ({ key }) => ({ 'x-api-key': key, authorization: 'Bearer ' })],
  ['a good key and a password', ({ key }) => ({ 'x-api-key': key, authorization: 'Basic a2V5OnNlY3JldA==' })],
  [
    'two bearers that differ, the good one first',
    ({ key }) => ({ authorization: [`Bearer ${key}`, `Bearer ${stranger}`] }),
  ],
  [
    'two bearers that differ, the good one last',
    ({ key }) => ({ authorization: [`Bearer ${stranger}`, `Bearer ${key}`] }),
  ],
] as readonly (readonly [string, (partner: Partner) => Headers])[])(
  '%s is refused by both doors',
  async ([, credentials]) => {
    const partner = await world.partner();

    const answers = await world.withoutWriting(() => knock(credentials(partner)));

    expect(answers).toEqual({ envelope: 401, graphql: 401 });
  },
);

test.for([
  ['x-api-key', ({ key }) => ({ 'x-api-key': key })],
  ['X-API-KEY', ({ key }) => ({ 'X-API-KEY': key })],
  ['a key with spaces around it', ({ key }) => ({ 'x-api-key': `  ${key}  ` })],
  ['Bearer', ({ key }) => ({ authorization: `Bearer ${key}` })],
  ['bearer', ({ key }) => ({ authorization: `bearer ${key}` })],
  ['BEARER', ({ key }) => ({ authorization: `BEARER ${key}` })],
  ['bEaReR and more than one space', ({ key }) => ({ authorization: `bEaReR   ${key}` })],
  ['the same key in two headers', ({ key }) => ({ 'x-api-key': [key, key] })],
  ['two credentials that agree', ({ key }) => ({ 'x-api-key': key, authorization: `Bearer ${key}` })],
] as readonly (readonly [string, (partner: Partner) => Headers])[])(
  '%s is accepted by both doors',
  async ([, credentials]) => {
    const partner = await world.partner();

    expect(await knock(credentials(partner))).toEqual({ envelope: 200, graphql: 200 });
  },
);

test('the envelope refuses an unauthenticated request with a bare and nasty string', async () => {
  const { status, headers, body } = await knockAt('/envelope', { 'x-api-key': stranger });

  expect(status).toBe(401);
  expect(headers['x-error-code']).toBe('UNAUTHENTICATED');
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(body).toBe('"who goes there? without a key that we know, this door stays shut"');
});

test('GraphQL refuses an unauthenticated request with an error that explains how to send a key', async () => {
  const { status, headers, body } = await knockAt('/graphql', { 'x-api-key': stranger, 'x-request-id': 'knock-1' });

  expect(status).toBe(401);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(body)).toEqual({
    errors: [
      {
        message:
          'The request has no credential, an unknown one, or two that differ. Send one credential, as `x-api-key: …` or `Authorization: Bearer …`.',
        extensions: { code: 'UNAUTHENTICATED', requestId: 'knock-1' },
      },
    ],
  });
});

test('the refusal is the same for a missing, an unknown and a revoked key', async () => {
  const partner = await world.partner();
  await revoke(partner);

  for (const path of ['/envelope', '/graphql']) {
    const bodies = [];
    for (const headers of [{}, { 'x-api-key': stranger }, { 'x-api-key': partner.key }]) {
      bodies.push((await knockAt(path, { ...headers, 'x-request-id': 'same' })).body);
    }
    expect(new Set(bodies).size).toBe(1);
  }
});

test('a revoked key is refused from the next request on, and other keys still work', async () => {
  const partner = await world.partner();
  const { key: second } = await createKeyAtTerminal(world, { organisation: partner.organisationId, name: 'second' });
  const before = [await knock({ 'x-api-key': partner.key }), await knock({ 'x-api-key': second })];

  await revoke(partner);
  const after = [await knock({ 'x-api-key': partner.key }), await knock({ 'x-api-key': second })];

  const [opened, shut] = [
    { envelope: 200, graphql: 200 },
    { envelope: 401, graphql: 401 },
  ];
  expect(before).toEqual([opened, opened]);
  expect(after).toEqual([shut, opened]);
});

test('all keys of an organisation see the same data', async () => {
  const partner = await world.partner();
  const { key: second } = await createKeyAtTerminal(world, { organisation: partner.organisationId });
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });

  const body = JSON.stringify({ method: 'getCustomer', params: { id: 'ABC' } });
  const answer = await sendRaw(world.url, {
    path: '/envelope',
    method: 'POST',
    headers: { 'x-api-key': second },
    body,
  });

  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ remoteId: 'ABC', partner: partner.organisationId });
});

test('the last use of a key is recorded at most once per minute', async () => {
  const partner = await world.partner({ sandbox: false });
  const stamps: (string | undefined)[] = [];
  const useAt = async (instant: string, path: string) => {
    world.setRealTime(Temporal.Instant.from(instant));
    await knockAt(path, { 'x-api-key': partner.key });
    stamps.push(await lastUse(partner));
  };

  stamps.push(await lastUse(partner));
  await useAt('2030-01-01T10:00:00.900Z', '/envelope');
  await useAt('2030-01-01T10:00:59.999Z', '/envelope');
  await useAt('2030-01-01T10:01:00Z', '/graphql');
  await useAt('2030-01-01T10:01:59Z', '/graphql');
  await useAt('2030-03-01T00:00:00Z', '/graphql');
  world.useDatabaseTime();

  expect(stamps).toEqual([
    undefined,
    '2030-01-01T10:00:00.000Z',
    '2030-01-01T10:00:00.000Z',
    '2030-01-01T10:01:00.000Z',
    '2030-01-01T10:01:00.000Z',
    '2030-03-01T00:00:00.000Z',
  ]);
});

test('the last use of a sandbox key is recorded in real time, whatever its clock', async () => {
  const partner = await world.partner();
  world.setRealTime(Temporal.Instant.from('2030-01-01T10:00:00Z'));
  await partner.advanceTo('2040-01-01T00:00:00Z');

  await partner.envelope('getCustomer', { id: 'ABC' });
  world.useDatabaseTime();

  expect(await lastUse(partner)).toBe('2030-01-01T10:00:00.000Z');
});

test('the use of a refused key is not recorded', async () => {
  const partner = await world.partner();
  await revoke(partner);

  await knock({ 'x-api-key': partner.key });

  expect(await lastUse(partner)).toBe(undefined);
});

test.for(handmade)('a configured sandbox key of $length characters opens its sandbox', async (given) => {
  const { key, sandbox } = given;
  await seedSandbox(sandbox, key);

  const { body } = await knockAt('/graphql', { 'x-api-key': key }, sandbox.url);
  const { status } = await knockAt('/envelope', { authorization: `Bearer ${key}` }, sandbox.url);

  expect(key).toHaveLength(given.length);
  expect(JSON.parse(body).data.createCustomer.customer.organisation).toEqual({ name: 'Sandbox', sandbox: true });
  expect(status).toBe(200);
});

const admin = { email: 'isa@example.com' };
const mutation = `mutation ($admin: CustomerAdminInput!) {
  createCustomer(input: { remoteId: "KNOCK", name: "Knock", admin: $admin }) {
    ... on CreateCustomerSuccess { customer { organisation { name sandbox } } }
  }
}`;

/** The status at each door of the same good call with these credentials. */
async function knock(credentials: Headers): Promise<{ envelope: number; graphql: number }> {
  const [envelope, graphql] = [await knockAt('/envelope', credentials), await knockAt('/graphql', credentials)];
  return { envelope: envelope.status, graphql: graphql.status };
}

function knockAt(path: string, credentials: Headers, url = world.url): Promise<RawAnswer> {
  const envelope = { method: 'createCustomer', params: { id: 'KNOCK', name: 'Knock', admin } };
  const body = JSON.stringify(path === '/graphql' ? { query: mutation, variables: { admin } } : envelope);
  return sendRaw(url, { path, method: 'POST', headers: { 'content-type': 'application/json', ...credentials }, body });
}

/** Revokes a partner's first key. */
async function revoke(partner: Partner): Promise<void> {
  const [first] = await listKeys(world, { organisation: partner.organisationId });
  if (first === undefined) throw new Error('The partner has no key');
  await revokeKeyAtTerminal(world, { organisation: partner.organisationId, key: first.id });
}

/** When a partner's first key was last used. */
async function lastUse(partner: Partner): Promise<string | undefined> {
  const [key] = await world.rows<{ lastUsedAt: Date | null }>(
    `SELECT "lastUsedAt" FROM "ApiKey" WHERE "organisationId" = $1 ORDER BY "id"`,
    [partner.organisationId],
  );
  return key?.lastUsedAt?.toISOString();
}
