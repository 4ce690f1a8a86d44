import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { startGateway } from '../support/gateway.ts';
import { sendKeyed } from '../support/keyed.ts';
import { holdLock } from '../support/locks.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// What the header Idempotency-Key promises, at both doors, with the verb that has no id to be recognised by.

const world = await createWorld();

const call = (email: string) => ({ method: 'createUser', params: { email } });
const document = (email: string) => ({
  query: `mutation { createUser(input: { email: "${email}" }) {
    __typename ... on Error { code message } ... on CreateUserSuccess { user { id email isActive } } } }`,
});

const doors = [
  { door: 'the envelope', path: '/envelope', createUser: call, inBody: (text: string) => JSON.parse(text) },
  { door: 'GraphQL', path: '/graphql', createUser: document, inBody: (text: string) => JSON.parse(text).data },
];

const [isa, eve] = ['isa@example.com', 'eve@example.com'];

async function usersOf({ organisationId }: Partner): Promise<string[]> {
  const rows = await world.rows<{ email: string }>(
    'SELECT "email" FROM "User" WHERE "organisationId" = $1 ORDER BY "id"',
    [organisationId],
  );
  return rows.map(({ email }) => email);
}

async function recordsOf({ organisationId }: Partner): Promise<number> {
  return (await world.rows(`SELECT FROM "IdempotencyRecord" WHERE "scope" LIKE $1 || '/%'`, [organisationId])).length;
}

/** Makes what is written to this table fail in this way until the test is done, or the answered function is called. */
async function failing(table: string, condition: string, state = 'XX001'): Promise<() => Promise<unknown>> {
  const end = () => world.rows(`DROP TRIGGER IF EXISTS fail ON "${table}"`);
  onTestFinished(async () => void (await end()));
  await world.rows(`CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF ${condition} THEN RAISE EXCEPTION 'forced' USING ERRCODE = '${state}'; END IF; RETURN NEW; END $$`);
  await world.rows(`CREATE TRIGGER fail BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION fail()`);
  return end;
}

test.each(doors)('$door executes fifty simultaneous requests with one key once', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();

  const answers = await Promise.all(
    Array.from({ length: 50 }, () => sendKeyed(world, partner, path, [key], createUser(isa))),
  );
  const replay = await sendKeyed(world, partner, path, [key], createUser(isa));

  const first = answers.filter(({ status, replayed }) => status === 200 && replayed === null);
  const others = answers.filter((answer) => !first.includes(answer));
  expect(first).toHaveLength(1);
  expect(replay).toEqual({ ...first[0], replayed: 'true' });
  expect(others.filter(({ status }) => status !== 409).every((other) => other.text === first[0]?.text)).toBe(true);
  expect(await usersOf(partner)).toEqual([isa]);
});

test.each(doors)('$door returns the same response after a restart of the gateway', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();
  const first = await sendKeyed(world, partner, path, [key], createUser(isa));
  const restarted = await startGateway({ connectionString: world.databaseUrl });

  const second = await world.withoutWriting(() => sendKeyed(restarted, partner, path, [key], createUser(isa)));

  expect(second).toEqual({ ...first, replayed: 'true' });
});

test.each(doors)('$door refuses another request with the same key and writes nothing', async (at) => {
  const partner = await world.partner();
  const key = randomUUID();
  await sendKeyed(world, partner, at.path, [key], at.createUser(isa));

  const other = await world.withoutWriting(() => sendKeyed(world, partner, at.path, [key], at.createUser(eve)));

  expect(other).toMatchObject({ status: 422, replayed: null });
  expect(other.text + other.code).toContain('IDEMPOTENCY_KEY_REUSED');
});

test('a key is separate for each door', async () => {
  const partner = await world.partner();
  const key = randomUUID();
  await sendKeyed(world, partner, '/envelope', [key], call(isa));

  expect((await sendKeyed(world, partner, '/graphql', [key], document(isa))).status).toBe(422);
});

test.each(doors)('$door reports that a request with the key is running', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();
  const lock = await holdLock(world.databaseUrl, 'LOCK TABLE "Event" IN SHARE MODE');
  const first = sendKeyed(world, partner, path, [key], createUser(isa));
  await lock.awaited();

  const meanwhile = await sendKeyed(world, partner, path, [key], createUser(isa));
  const other = await sendKeyed(world, partner, path, [key], createUser(eve));
  await lock.release();

  expect([meanwhile.status, other.status]).toEqual([409, 409]);
  expect(meanwhile.text + meanwhile.code).toContain('IDEMPOTENCY_KEY_IN_USE');
  expect((await first).status).toBe(200);
  expect(await sendKeyed(world, partner, path, [key], createUser(isa))).toEqual({ ...(await first), replayed: 'true' });
});

test.each(doors)('$door repeats a refusal even if the state has changed', async ({ path, createUser, inBody }) => {
  const partner = await world.partner();
  const key = randomUUID();
  await partner.envelope('createUser', { email: isa });
  const refused = await sendKeyed(world, partner, path, [key], createUser(isa));
  await partner.envelope('removeUser', { email: isa });

  const again = await world.withoutWriting(() => sendKeyed(world, partner, path, [key], createUser(isa)));

  expect(refused.code ?? inBody(refused.text).createUser.code).toBe('EMAIL_TAKEN');
  expect(again).toEqual({ ...refused, replayed: 'true' });
});

test.each(doors)('$door stores no response if nothing started', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();

  const wrong = await world.withoutWriting(() => sendKeyed(world, partner, path, [key], createUser('no address')));
  const right = await sendKeyed(world, partner, path, [key], createUser(isa));

  expect(wrong.text + wrong.code).toContain('INVALID_INPUT');
  expect(right).toMatchObject({ status: 200, replayed: null });
  expect(await usersOf(partner)).toEqual([isa]);
});

/** Sends header lines that `fetch` would join or refuse. */
function sendLines(path: string, { key }: Partner, keys: readonly string[], body: object) {
  const headers = { 'x-api-key': key, 'content-type': 'application/json', 'idempotency-key': keys };
  return sendRaw(world.url, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

const malformed = [
  ['empty', ['']],
  ['256 characters long', ['x'.repeat(256)]],
  ['beyond ASCII', ['schlüssel']],
  ['sent twice', ['a', 'a']],
] as const;

test.each(doors.flatMap((at) => malformed.map(([what, keys]) => ({ ...at, what, keys }))))(
  '$door refuses a key that is $what',
  async ({ path, createUser, keys }) => {
    const partner = await world.partner();

    const answer = await world.withoutWriting(() => sendLines(path, partner, keys, createUser(isa)));

    expect(answer.status).toBe(400);
    expect(answer.body).toContain('1 to 255 printable ASCII characters');
  },
);

test('a key of 255 characters is valid', async () => {
  const partner = await world.partner();

  expect((await sendKeyed(world, partner, '/envelope', ['~'.repeat(255)], call(isa))).status).toBe(200);
});

test('invalid variables are answered as without a key, and nothing is stored', async () => {
  const partner = await world.partner();
  const body = {
    query: 'mutation ($input: ArchiveOrganisationInput!) { archiveOrganisation(input: $input) { __typename } }',
    variables: { input: { organisation: {} } },
  };

  const without = await sendKeyed(world, partner, '/graphql', [], body);
  expect(await sendKeyed(world, partner, '/graphql', ['a-key'], body)).toEqual(without);
  expect(JSON.parse(without.text).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(await recordsOf(partner)).toBe(0);
});

test('an error without data is the same with and without a key except for its location, and in a replay', async () => {
  const partner = await world.partner();
  const body = {
    query: `mutation {
      createUser(input: { email: "${isa}" }) { __typename }
      restoreOrganisation(input: { organisation: "RENEWAL-1" }) { __typename }
    }`,
  };

  const first = await sendKeyed(world, partner, '/graphql', ['a-key'], body);
  const again = await sendKeyed(world, partner, '/graphql', ['a-key'], body);
  expect(again).toEqual({ ...first, replayed: 'true' });
  expect(JSON.parse(first.text)).toMatchObject({
    data: null,
    errors: [
      {
        message: expect.stringContaining('not an id of this API'),
        path: ['restoreOrganisation'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
  await partner.mutate('removeUser', { email: isa });
  const without = await sendKeyed(world, partner, '/graphql', [], body);
  expect(without.text.replace(/"locations":\[[^\]]*\],/, '')).toBe(first.text);
});

test('reads ignore the key', async () => {
  const partner = await world.partner();
  await partner.envelope('createUser', { email: isa });
  const preview = `{ previewFirstOrder(input: { customer: "ABC", remoteId: "O", product: "oo-lite", seats: 1, duration: MONTHLY }) { __typename } }`;

  for (const keys of [['same'], ['', '']]) {
    for (const [path, body] of [
      ['/envelope', { method: 'getUserByEmail', params: { email: isa } }],
      ['/graphql', { query: '{ users { nodes { email } } }' }],
      ['/graphql', { query: preview }],
    ] as const) {
      expect(await sendKeyed(world, partner, path, keys, body)).toMatchObject({ status: 200, replayed: null });
    }
  }
  expect(await recordsOf(partner)).toBe(0);
});

test.each(doors)('$door rolls back an effect whose response cannot be stored', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();
  const restore = await failing('IdempotencyRecord', 'true');

  const failed = await world.withoutWriting(() => sendKeyed(world, partner, path, [key], createUser(isa)));
  await restore();
  const retried = await sendKeyed(world, partner, path, [key], createUser(isa));

  expect([failed.status, retried.status, retried.replayed]).toEqual([500, 200, null]);
  expect(await usersOf(partner)).toEqual([isa]);
});

test.each(doors)('$door stores no conflict, so the same key can be sent again', async ({ path, createUser }) => {
  const partner = await world.partner();
  const key = randomUUID();
  const restore = await failing('Event', 'true', '40001');

  const conflict = await world.withoutWriting(() => sendKeyed(world, partner, path, [key], createUser(isa)));
  await restore();
  const retried = await sendKeyed(world, partner, path, [key], createUser(isa));

  expect(conflict.text + conflict.code).toContain('CONFLICT');
  expect(retried).toMatchObject({ status: 200, replayed: null });
});

const two = (first: string, second: string) => ({
  query: `mutation ($first: String!, $second: String!) {
    first: createUser(input: { email: $first }) { __typename ... on CreateUserSuccess { user { email } } }
    second: createUser(input: { email: $second }) { __typename ... on Error { code } ... on CreateUserSuccess { user { email } } } }`,
  variables: { first, second },
});

test('a document with two mutations is one request: one refused mutation leaves the other executed', async () => {
  const partner = await world.partner();
  const key = randomUUID();

  const first = await sendKeyed(world, partner, '/graphql', [key], two(isa, isa));
  const second = await world.withoutWriting(() => sendKeyed(world, partner, '/graphql', [key], two(isa, isa)));

  expect(JSON.parse(first.text).data).toEqual({
    first: { __typename: 'CreateUserSuccess', user: { email: isa } },
    second: { __typename: 'EmailTakenError', code: 'EMAIL_TAKEN' },
  });
  expect(second).toEqual({ ...first, replayed: 'true' });
});

test.each([
  { state: '40001', status: 409, code: 'CONFLICT' },
  { state: '57014', status: 503, code: 'UNAVAILABLE' },
  { state: '23514', status: 500, code: 'INTERNAL_SERVER_ERROR' },
])('a document in which one mutation ends with $code does nothing and returns only the error', async (expected) => {
  const partner = await world.partner();
  const key = randomUUID();
  const isSecond = `(SELECT "email" FROM "User" WHERE "id" = NEW."subjectId") = '${eve}'`;
  const restore = await failing('Event', isSecond, expected.state);

  const failed = await world.withoutWriting(() => sendKeyed(world, partner, '/graphql', [key], two(isa, eve)));
  await restore();
  const retried = await sendKeyed(world, partner, '/graphql', [key], two(isa, eve));

  const { data, errors } = JSON.parse(failed.text);
  expect(failed.status).toBe(expected.status);
  expect([data, errors.map(({ extensions }: { extensions: object }) => extensions)]).toEqual([
    undefined,
    [expect.objectContaining({ code: expected.code })],
  ]);
  expect(retried).toMatchObject({ status: 200, replayed: null });
  expect(await usersOf(partner)).toEqual([isa, eve]);
});

test('keys belong to an organisation with all its API keys, and to no other', async () => {
  const [partner, other] = [await world.partner(), await world.partner()];
  const child = await world.partner({ parent: partner });
  const { key: rotated } = await createKeyAtTerminal(world, { organisation: partner.organisationId });
  const operators = [
    await operatorOf(world, partner, { isAdmin: true }),
    await operatorOf(world, partner, { isAdmin: true }),
  ];
  const first = await sendKeyed(world, partner, '/envelope', ['same'], call(isa));

  expect(await sendKeyed(world, { key: rotated }, '/envelope', ['same'], call(isa))).toEqual({
    ...first,
    replayed: 'true',
  });
  for (const stranger of [other, child]) {
    expect(await sendKeyed(world, stranger, '/envelope', ['same'], call(isa))).toMatchObject({
      status: 200,
      replayed: null,
    });
  }
  for (const operator of operators) {
    expect(await sendKeyed(world, operator, '/envelope', ['same'], call(isa))).toMatchObject({
      code: 'EMAIL_TAKEN',
      replayed: null,
    });
  }
});

test('the stored data reveals neither key, request nor response', async () => {
  const partner = await world.partner();
  await sendKeyed(world, partner, '/graphql', ['canary-key-1f0c'], document('canary@example.com'));
  await sendKeyed(world, partner, '/graphql', ['another'], document('canary2@example.com'));

  const rows = await world.rows<{ scope: string; keyHash: Buffer; requestHash: Buffer; answer: Buffer }>(
    `SELECT * FROM "IdempotencyRecord" WHERE "scope" LIKE $1 || '/%'`,
    [partner.organisationId],
  );
  expect(rows.map(({ scope }) => scope)).toEqual([`${partner.organisationId}/0/0`, `${partner.organisationId}/0/0`]);
  for (const { keyHash, requestHash, answer } of rows) {
    expect(Buffer.concat([keyHash, requestHash, answer]).toString('latin1')).not.toMatch(/canary|createUser|another/);
  }
});
