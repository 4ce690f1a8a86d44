import sql from 'sql-template-tag';
import { expect, onTestFinished, test } from 'vitest';
import { fromDatabaseError, isWriteConflict } from '../../src/db/database-error.ts';
import { ConflictError } from '../../src/db/errors.ts';
import { inTransaction } from '../../src/db/transactions/transaction.ts';
import { startGateway } from '../support/gateway.ts';
import { holdLock } from '../support/locks.ts';
import { createOwnerPrisma } from '../support/owner-prisma.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall, rowsOf } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

// The event is the last thing that a verb writes: whatever fails there has everything else to take back.
await world.rows('CREATE SEQUENCE attempts');
await forceFailures(0, '00000');
await world.rows('CREATE TRIGGER fail BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION fail()');

/** Makes the next events fail with this SQLSTATE, so many times. A sequence counts, because no rollback resets it. */
async function forceFailures(count: number, state: string): Promise<void> {
  await world.rows(`
    CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('attempts') <= ${count} THEN RAISE EXCEPTION 'forced' USING ERRCODE = '${state}'; END IF;
      RETURN NEW;
    END $$`);
  await world.rows(`SELECT setval('attempts', 1, false)`);
}

async function failNext(count: number, state: string): Promise<void> {
  onTestFinished(() => forceFailures(0, '00000'));
  await forceFailures(count, state);
}

async function attempts(): Promise<number> {
  const [row] = await world.rows<{ attempts: number }>('SELECT last_value::int AS attempts FROM attempts');
  return row?.attempts ?? 0;
}

async function partnerWithCustomer(): Promise<Partner> {
  const partner = await world.partner();
  await done(partner, customerCall());
  return partner;
}

const firstOrder = { customer: 'ABC', remoteId: 'ORDER-1', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };

const one = {
  customers: 1,
  orders: 1,
  subscriptions: 1,
  terms: 1,
  lines: 1,
  events: ['createCustomer', 'createFirstOrder'],
};

test.each(['40001', '40P01'])('callers do not notice four consecutive failures with %s', async (state) => {
  const partner = await partnerWithCustomer();
  await failNext(4, state);

  const answer = await partner.envelope(firstOrderCall().method, firstOrderCall().params);

  expect(answer).toMatchObject({ status: 200, code: null, body: { remoteId: 'ORDER-1', status: 'active' } });
  expect(await attempts()).toBe(5);
  expect(await rowsOf(world, partner)).toMatchObject(one);
});

test.each(['40001', '40P01'])('the fifth consecutive failure with %s is a conflict at every door', async (state) => {
  const partner = await partnerWithCustomer();

  await failNext(5, state);
  const envelope = await world.withoutWriting(() => partner.envelope(firstOrderCall().method, firstOrderCall().params));
  const envelopeAttempts = await attempts();
  await failNext(5, state);
  const graphql = await world.withoutWriting(() => partner.mutate('createFirstOrder', firstOrder));

  expect([envelopeAttempts, await attempts()]).toEqual([5, 5]);
  expect(envelope).toEqual({
    status: 400,
    code: 'CONFLICT',
    body: 'Other requests changed the same data at the same time. Nothing was written. It is safe to repeat the same request.',
  });
  expect(graphql).toEqual({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    message:
      'Other requests changed the same data at the same time. Nothing was written. It is safe to repeat the same request.',
  });
  expect((await partner.mutate('createFirstOrder', firstOrder)).__typename).toBe('CreateFirstOrderSuccess');
  expect(await rowsOf(world, partner)).toMatchObject(one);
});

test('a conflict in the GraphQL mutation `envelope` is its ConflictError', async () => {
  const partner = await partnerWithCustomer();
  await failNext(5, '40001');

  const { envelope } = await world.withoutWriting(() =>
    partner.graphql(
      'mutation ($method: String!, $params: JSON!) { envelope(method: $method, params: $params) { __typename } }',
      { ...firstOrderCall() },
    ),
  );

  expect(envelope).toEqual({ __typename: 'ConflictError' });
});

test('a transaction is run again from its beginning, and the writes of failed attempts are gone', async () => {
  await world.rows('CREATE TABLE "Attempt" ("number" int)');
  let attempt = 0;

  const answer = await inTransaction(world.pool, async (tx) => {
    attempt++;
    await tx.rows(sql`INSERT INTO "Attempt" VALUES (${attempt})`);
    if (attempt < 5) await tx.rows(sql`DO 'BEGIN RAISE SQLSTATE ''40001''; END'`);
    return `attempt ${attempt}`;
  });

  expect(answer).toBe('attempt 5');
  expect(await world.rows('SELECT * FROM "Attempt"')).toEqual([{ number: 5 }]);
});

test('a conflict during the commit is handled in the same way', async () => {
  await world.rows(`
    CREATE TABLE "Late" ("number" int);
    CREATE CONSTRAINT TRIGGER fail_at_commit AFTER INSERT ON "Late" DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fail()`);
  let attempt = 0;
  await failNext(2, '40001');

  await inTransaction(world.pool, async (tx) => {
    attempt++;
    await tx.rows(sql`INSERT INTO "Late" VALUES (${attempt})`);
  });

  expect(await world.rows('SELECT * FROM "Late"')).toEqual([{ number: 3 }]);
});

test('a transaction that fails for another reason is not run again', async () => {
  let attempt = 0;

  const refused = inTransaction(world.pool, async (tx) => {
    attempt++;
    await tx.rows(sql`DO 'BEGIN RAISE SQLSTATE ''23505''; END'`);
  });

  await expect(refused).rejects.toMatchObject({ code: '23505' });
  expect(attempt).toBe(1);
});

test('two transactions that wait for each other both succeed', async () => {
  const partner = await partnerWithCustomer();
  await done(partner, customerCall({ id: 'OTHER' }));
  const bothHaveOne = barrier(2);
  let attempt = 0;
  const rename = (...remoteIds: [string, string]) =>
    inTransaction(world.pool, async (tx) => {
      attempt++;
      for (const remoteId of remoteIds) {
        await tx.rows(sql`
          UPDATE "Customer" SET "name" = "name" || '!'
          WHERE "organisationId" = ${partner.organisationId} AND "remoteId" = ${remoteId}`);
        if (remoteId === remoteIds[0]) await bothHaveOne();
      }
    });

  await Promise.all([rename('ABC', 'OTHER'), rename('OTHER', 'ABC')]);

  expect(attempt).toBe(3);
  expect(
    await world.rows(`SELECT "name" FROM "Customer" WHERE "organisationId" = $1`, [partner.organisationId]),
  ).toEqual([{ name: 'ABC Company!!' }, { name: 'ABC Company!!' }]);
});

test('a lock timeout is a conflict at every door and is not retried', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({
    connectionString: world.databaseUrl,
    session: { lock_timeout: '200ms' },
  });
  const lock = await holdLock(world.databaseUrl, 'SELECT FROM "Customer" WHERE "organisationId" = $1 FOR UPDATE', [
    partner.organisationId,
  ]);
  const document = `mutation { createFirstOrder(input: { customer: "ABC", remoteId: "ORDER-1", product: "oo-lite",
    seats: 20, duration: MONTHLY }) { __typename } }`;

  const [envelope, graphql] = await world.withoutWriting(() =>
    Promise.all([
      gateway.envelope(partner.key, firstOrderCall().method, firstOrderCall().params),
      gateway.graphql(partner.key, document),
    ]),
  );
  await lock.release();
  const afterwards = await gateway.envelope(partner.key, firstOrderCall().method, firstOrderCall().params);

  expect([envelope.status, envelope.headers.get('x-error-code')]).toEqual([400, 'CONFLICT']);
  expect(graphql).toMatchObject({ status: 200, body: { data: { createFirstOrder: { __typename: 'ConflictError' } } } });
  expect(afterwards.status).toBe(200);
  expect(await rowsOf(world, partner)).toMatchObject(one);
});

test.each(['40001', '40P01'])('Prisma reports %s in two formats, and both are conflicts', async (state) => {
  const partner = await world.partner();
  const prisma = createOwnerPrisma(world.pool);
  onTestFinished(() => prisma.$disconnect());
  const event = {
    ...{ organisationId: partner.organisationId, actorKind: 'TERMINAL', verb: 'createKey', subjectType: 'KEY' },
    ...{ subjectId: 1, occurredAt: '2028-01-01T00:00:00Z', recordedAt: '2028-01-01T00:00:00Z' },
  };

  await failNext(1, state);
  const throughModel = await prisma.event.create({ data: event }).catch((error: unknown) => error);
  const throughSql = await prisma
    .$executeRawUnsafe(`DO 'BEGIN RAISE SQLSTATE ''${state}''; END'`)
    .catch((error: unknown) => error);

  expect([throughModel, throughSql].map((error) => (error as { code: string }).code)).toEqual(['P2034', 'P2010']);
  expect([throughModel, throughSql].map(isWriteConflict)).toEqual([true, true]);
  for (const error of [throughModel, throughSql]) expect(fromDatabaseError(error)).toBeInstanceOf(ConflictError);
});

/** Something to wait at until so many have come; who comes later may pass. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    waiting++;
    if (waiting === count) resolve();
    return promise;
  };
}
