import { expect, onTestFinished, test } from 'vitest';
import { type GraphqlAnswer, sendGraphql, sendHttp } from '../support/graphql-door.ts';
import { lists } from '../support/graphql-lists.ts';
import { createSeller, successes } from '../support/graphql-successes.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

// What a caller is told when it is our fault: that it is, and under which id to ask for it, and nothing else.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** What would tell of our insides: SQL, names of tables, columns and constraints, libraries, files and stacks. */
const insides = [
  /\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|RETURNING)\b/,
  /relation "|column "|constraint|violates|duplicate key|syntax error at|pg_|postgres|SQLSTATE|\b(42P01|23514|40001)\b/i,
  /_(pkey|fkey|key|check|excl|idx)\b/,
  /OrganisationAncestry|ApiKey|FingerprintKey|WorkerHeartbeat|RatePlan|\bTestClock\b|emailKey|passwordHash|holdCount/,
  /"(Customer|Subscription|Order|OrderLine|Term|Hold|User|Event|Organisation)_?\w*"(?!:)/,
  /prisma|pothos|yoga|node_modules|node:internal|\.ts:\d|\.js:\d|\bat \w+ \(|file:\/\/|stack/i,
];

function expectNoInsides({ text }: GraphqlAnswer): void {
  expect(insides.filter((pattern) => pattern.test(text))).toEqual([]);
}

/** Every error is unexpected and carries the id of its request. */
function expectOurFault(answer: GraphqlAnswer): void {
  const requestId = answer.headers.get('x-request-id');
  const told = answer.errors.map(({ message, extensions }) => ({ message, extensions }));
  const unexpected = { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };

  expect(told).toEqual(told.map(() => unexpected));
  expect(told.length).toBe(1);
  expectNoInsides(answer);
}

/** Breaks the database in one way for the rest of a test. */
async function broken(how: string, mend: string): Promise<void> {
  await world.rows(how);
  onTestFinished(async () => void (await world.rows(mend)));
}

const hidden = (table: string) =>
  broken(`ALTER TABLE "${table}" RENAME TO "gone"`, `ALTER TABLE "gone" RENAME TO "${table}"`);

const operationOf = (field: string) => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename ... on Error { code message } } }`;
};

// Without credentials, and those who hold them, nobody would be let in to ask.
const letIn = ['ApiKey', 'ApiClient', 'Operator', 'Role'];
const askable = Object.entries(lists).filter(([, table]) => !letIn.includes(table));

test.each(askable)('a list of %s is an internal error if its table is missing', async (list, table) => {
  const partner = await world.partner();
  await hidden(table);

  const answer = await sendGraphql(world, partner, `{ ${list} { nodes { id } } }`);
  expect([answer.status, answer.data]).toEqual([200, null]);
  expectOurFault(answer);
});

test('a field that does not need the missing table is unaffected', async () => {
  const partner = await createSeller(world);
  await hidden('Hold');

  const answer = await sendGraphql(world, partner, '{ customer(remoteId: "ABC") { name } user(email: "x") { id } }');
  expect([answer.errors, answer.data]).toEqual([[], { customer: { name: 'ABC Company' }, user: null }]);
  const half = await sendGraphql(
    world,
    partner,
    '{ customer(remoteId: "ABC") { name } subscription(firstOrder: "ORDER-1") { holds { id } } }',
  );
  expect(half.data).toEqual({ customer: { name: 'ABC Company' }, subscription: null });
  expectOurFault(half);
});

test.each(successes)('$field is an internal error if events cannot be written, and writes nothing', async (success) => {
  const partner = await createSeller(world);
  if (success.before !== undefined) await partner.mutate(...success.before);
  await hidden('Event');

  const answer = await world.withoutWriting(() =>
    sendGraphql(world, partner, operationOf(success.field), { input: success.input }),
  );
  expect([answer.status, answer.data]).toEqual([200, null]);
  expectOurFault(answer);
});

test.each(['previewFirstOrder', 'previewRenewalOrder'])(
  '%s is an internal error if a table is missing',
  async (field) => {
    const partner = await createSeller(world);
    await hidden('Order');
    const order = { customer: 'ABC', remoteId: 'ORDER-2', product: 'oo-lite', seats: 1, duration: 'MONTHLY' };
    const input = field === 'previewFirstOrder' ? order : { firstOrder: 'ORDER-1' };
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;

    const query = `query ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
    expectOurFault(await sendGraphql(world, partner, query, { input }));
  },
);

/** Faults that PostgreSQL would describe at length, as it does in its own words. */
const constraints = [
  {
    what: 'a check',
    name: 'customer_check',
    sql: 'ADD CONSTRAINT "customer_check" CHECK ("name" <> \'XYZ\') NOT VALID',
  },
  {
    what: 'a unique index',
    name: 'Customer_once_key',
    sql: 'ADD CONSTRAINT "Customer_once_key" UNIQUE ("name", "adminEmail")',
  },
  {
    what: 'a column that is not filled',
    name: 'x',
    sql: 'ADD COLUMN "x" integer, ADD CONSTRAINT "x" CHECK ("x" IS NOT NULL) NOT VALID',
  },
];

test.each(constraints)('$what unknown to a verb is an internal error', async ({ name, sql }) => {
  const partner = await world.partner();
  const column = name === 'x' ? ', DROP COLUMN "x"' : '';
  // What happened can't be removed either, unless somebody gets around the trigger.
  await world.rows(
    `SET session_replication_role = replica; TRUNCATE "Customer" CASCADE; RESET session_replication_role`,
  );
  const input = { remoteId: 'A', name: 'XYZ', admin: { email: 'isa@example.com' } };
  if (name.endsWith('_key')) await partner.mutate('createCustomer', input);
  await broken(`ALTER TABLE "Customer" ${sql}`, `ALTER TABLE "Customer" DROP CONSTRAINT "${name}"${column}`);

  expectOurFault(
    await world.withoutWriting(() =>
      sendGraphql(world, partner, operationOf('createCustomer'), { input: { ...input, remoteId: 'B' } }),
    ),
  );
});

test('the mutation envelope reveals nothing either', async () => {
  const partner = await createSeller(world);
  await hidden('Event');
  const query =
    'mutation { envelope(method: "suspendOrder", params: { id: "ORDER-1" }) { ... on Error { code message } } }';

  expectOurFault(await world.withoutWriting(() => sendGraphql(world, partner, query)));
});

test('an unauthenticated caller learns nothing more', async () => {
  const partner = await world.partner();
  await hidden('ApiKey');

  const answer = await sendGraphql(world, partner, '{ viewer { now } }');
  const requestId = answer.headers.get('x-request-id');
  expect([answer.status, answer.data]).toEqual([500, undefined]);
  expect(answer.errors).toEqual([{ message: 'Unexpected error.', extensions: { code: 'UNEXPECTED', requestId } }]);
  expectNoInsides(answer);
});

test('the request id is that of the caller, if it is valid', async () => {
  const { key } = await world.partner();
  await hidden('Customer');
  const body = JSON.stringify({ query: '{ customers { totalCount } }' });
  const send = (requestId: string) => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json', 'x-request-id': requestId };
    return sendHttp(world, { method: 'POST', headers, body });
  };

  const chosen = await send('trace-1.2:3');
  expect(chosen.headers.get('x-request-id')).toBe('trace-1.2:3');
  expectOurFault(chosen);
  const unfit = await send('<script>');
  expect(unfit.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expectOurFault(unfit);
});

test('an outage is not an internal error: the message says that a retry is safe, and when', async () => {
  const partner = await createSeller(world);
  await world.rows(`CREATE FUNCTION overload() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'too many connections for relation "Event"' USING ERRCODE = '53300'; END $$`);
  await broken(
    'CREATE TRIGGER overload BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION overload()',
    'DROP TRIGGER overload ON "Event"',
  );

  const answer = await world.withoutWriting(() =>
    sendGraphql(world, partner, operationOf('suspendOrder'), { input: { firstOrder: 'ORDER-1' } }),
  );
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(answer.errors).toMatchObject([
    {
      message:
        "The service is overloaded or can't reach its database. The request may have been executed. Repeat the same request. If it creates something without an id of your own, repeat it only with the same Idempotency-Key.",
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
  expectNoInsides(answer);
});

/** Requests of all kinds that go wrong, in a world that is whole. */
const wrong: readonly [query: string, variables?: Record<string, unknown>][] = [
  ['{ customers {'],
  ['{ nothing }'],
  ['{ customers(first: 0) { totalCount } }'],
  ['{ customers(after: "x") { totalCount } }'],
  ['{ node(id: "x") { id } }'],
  ['{ node(id: "Rm9vOjE=") { id } }'],
  ['{ node(id: "RXJyb3I6MQ==") { id } }'],
  ['query ($text: String!) { customer(remoteId: $text) { id } }', { text: '\0' }],
  ['{ subscriptions(filter: { endsAfter: "x" }) { totalCount } }'],
  ['{ subscriptions(filter: { status: [ALIVE] }) { totalCount } }'],
  ['mutation { envelope(method: "x", params: {}) { ... on Error { message } } }'],
  ['subscription { x }'],
];

test.each(wrong)('the message of an invalid request reveals no internals: %s', async (query, variables) => {
  const partner: Partner = await world.partner();

  const answer = await sendGraphql(world, partner, query, variables);
  expect(answer.text).toContain('message');
  expectNoInsides(answer);
});
