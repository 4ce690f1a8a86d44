import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { keepSealing } from '../../jobs/keep-sealing.ts';
import { sealEvents } from '../../src/audit/seal-events.ts';
import { verifyEveryAuditTrail } from '../../src/audit/verify-every-audit-trail.ts';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { readRealMoment } from '../../src/db/transactions/clock.ts';
import { inTransaction } from '../../src/db/transactions/transaction.ts';
import { recordEvent } from '../../src/events/record-event.ts';
import { poolWithin, recordEvents, sealedRows } from '../support/audit-chain.ts';
import { createQuietWorld } from '../support/calendar.ts';
import type { Partner } from '../support/partner.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

const world = await createWorld();

const unsealed = async (of: World) => (await of.rows('SELECT FROM "UnsealedEvent"')).length;

async function findings(of: World) {
  return (await verifyEveryAuditTrail(of, {})).flatMap((verdict) => verdict.findings);
}

/** Several events in one transaction, as they are written by whoever does several things at once. */
async function recordAtOnce(pool: Pool, partner: Partner, count: number): Promise<void> {
  const ctx = await partner.context();
  await inTransaction(pool, async (tx) => {
    const moment = await readRealMoment(tx, world.clock);
    for (let number = 0; number < count; number++) {
      recordEvent(tx, ctx, moment, {
        verb: 'updateCustomer',
        organisationId: partner.organisationId,
        subjectType: 'CUSTOMER',
        subjectId: number + 1,
        before: null,
        after: { changed: ['name'] },
      });
    }
  });
}

test('competing sealers seal 10,000 simultaneous events once each, and the chain is intact', async () => {
  const storm = await createQuietWorld();
  const partners = [await storm.partner(), await storm.partner(), await storm.partner()] as const;
  const [{ count: earlier } = { count: 0 }] = await storm.rows<{ count: number }>('SELECT count(*)::int FROM "Event"');
  const pool = openPool(storm.databaseUrl, { size: 25, onError: () => undefined });
  onTestFinished(() => pool.end());
  const writing = new AbortController();
  const sealers = [1, 2, 3].map(async () => {
    while (!writing.signal.aborted) await sealEvents({ pool: storm.pool, clock: storm.clock, batchSize: 100 });
  });

  const batches = Array.from({ length: 2000 }, (_, number) => partners[number % 3] ?? partners[0]);
  const writers = Array.from({ length: 25 }, async () => {
    for (let partner = batches.pop(); partner !== undefined; partner = batches.pop()) {
      await recordAtOnce(pool, partner, 5);
    }
  });
  await Promise.all(writers);
  writing.abort();
  await Promise.all(sealers);
  await sealEvents(storm);

  const verdicts = await verifyEveryAuditTrail(storm, {});
  expect(verdicts.flatMap((verdict) => verdict.findings)).toEqual([]);
  expect(verdicts.reduce((events, verdict) => events + verdict.events, 0)).toBe(earlier + 10_000);
  expect(await unsealed(storm)).toBe(0);
  const [seals] = await storm.rows(
    'SELECT count(*)::int AS count, count(DISTINCT "eventId")::int AS events, sum("sequence")::int AS sum FROM "AuditSeal"',
  );
  const ofAll = verdicts.reduce((sum, { sequence }) => sum + (sequence * (sequence + 1)) / 2, 0);
  expect(seals).toEqual({ count: earlier + 10_000, events: earlier + 10_000, sum: ofAll });
}, 120_000);

test('a verb does not wait for a sealer that holds its lock, and another sealer skips the chain', async () => {
  const partner = await world.partner();
  await recordEvents(world, partner, 3);
  const client = await world.pool.connect();
  await client.query('BEGIN');
  const sealing = await sealEvents({ ...world, pool: poolWithin(client) });

  const answer = await partner.mutate('createCustomer', {
    remoteId: 'A',
    name: 'A',
    admin: { email: 'a@example.com' },
  });
  const meanwhile = await sealEvents(world);
  await client.query('COMMIT');
  client.release();

  expect(sealing.map(({ organisation }) => organisation)).toContain(partner.organisationId);
  expect(answer.__typename).toBe('CreateCustomerSuccess');
  expect(meanwhile).toEqual([]);
  expect(await sealEvents(world)).toMatchObject([{ organisation: partner.organisationId }]);
  expect(await findings(world)).toEqual([]);
});

test('events are sealed in batches in the order of their ids, and late events come last', async () => {
  const quiet = await createQuietWorld();
  const [one, other] = [await quiet.partner(), await quiet.partner()];
  await recordEvents(quiet, one, 9);
  await recordEvents(quiet, other, 2);
  const rows = await sealedRows(quiet, one, other);

  for (const partner of [one, other]) {
    const chain = rows.filter(({ organisation }) => organisation === partner.organisationId);
    expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, index) => index + 1));
    expect(chain.map(({ eventId }) => Number(eventId))).toEqual(
      chain.map(({ eventId }) => Number(eventId)).toSorted((a, b) => a - b),
    );
  }
  expect(await sealEvents(quiet)).toEqual([]);
});

test('events are immutable: they cannot be changed or removed, not even all at once', async () => {
  await recordEvents(world, await world.partner(), 1);
  await sealEvents(world);

  for (const table of ['Event', 'AuditSeal']) {
    for (const statement of [
      `UPDATE "${table}" SET "organisationId" = "organisationId"`,
      `DELETE FROM "${table}"`,
      `TRUNCATE "${table}" CASCADE`,
    ]) {
      await expect(world.rows(statement), statement).rejects.toMatchObject({ code: '23001' });
    }
  }
});

test('a worker seals until it is stopped, and logs the newest seal of each chain', async () => {
  const quiet = await createQuietWorld();
  const partner = await quiet.partner();
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({ write: (line, _, done) => done(void logged.push(JSON.parse(String(line)))) });
  const sealing = keepSealing({ ...quiet, log: pino({ base: null }, lines) });
  const isSealed = async () => (await unsealed(quiet)) === 0;
  await until(isSealed);
  await recordEvents(quiet, partner, 2);
  await until(isSealed);
  await sealing.stop();
  await recordEvents(quiet, partner, 1);

  const [verdict] = await verifyEveryAuditTrail(quiet, {});
  const told = logged.filter(({ msg }) => msg === 'audit checkpoint');
  expect(told.map(({ organisationId }) => organisationId)).toEqual([partner.organisationId, partner.organisationId]);
  expect(told.at(-1)).toMatchObject({ sequence: verdict?.sequence, hash: verdict?.hash });
  expect(verdict).toMatchObject({ findings: [], unsealed: 1 });
});

test('a worker that lost its database logs it and catches up', async () => {
  const quiet = await createQuietWorld();
  await quiet.partner();
  const logged: string[] = [];
  const lines = new Writable({ write: (line, _, done) => done(void logged.push(String(line))) });
  let isDown = true;
  const pool = { connect: () => (isDown ? Promise.reject(new Error('Connection terminated')) : quiet.pool.connect()) };
  const sealing = keepSealing({ ...quiet, pool: pool as unknown as Pool, log: pino({ base: null }, lines) });
  await until(() => logged.some((line) => line.includes('could not seal events')));
  isDown = false;
  await until(async () => (await unsealed(quiet)) === 0);
  await sealing.stop();

  expect(await findings(quiet)).toEqual([]);
});

test('two workers seal events from before their start, and end when they are stopped', async () => {
  const quiet = await createQuietWorld();
  await recordEvents(quiet, await quiet.partner(), 20);

  const workers = [1, 2].map(() => runScript('worker', { DATABASE_URL: quiet.databaseUrl }));
  await until(async () => (await unsealed(quiet)) === 0, 60);
  // One that is still starting would not hear that it is asked to end.
  await until(async () => (await quiet.rows('SELECT FROM "WorkerHeartbeat"')).length === workers.length, 60);
  for (const worker of workers) worker.kill('SIGTERM');

  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(await findings(quiet)).toEqual([]);
});
