import { runMigrations } from 'graphile-worker';
import { expect, test } from 'vitest';
import { type Heartbeat, sendHeartbeat } from '../../src/queue/send-heartbeat.ts';
import { createQuietWorld } from '../support/calendar.ts';
import type { World } from '../support/world.ts';

const start = Temporal.Instant.from('2028-01-01T00:00:00Z');

/** A queue with one job, which this pool of workers has locked at the start. */
async function worldWithJobLockedBy(poolId: string): Promise<World> {
  const world = await createQuietWorld();
  await runMigrations({ pgPool: world.pool });
  await world.rows(`SELECT FROM graphile_worker.add_job('expire-ended-terms', '{}')`);
  await world.rows('UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = $2', [poolId, String(start)]);
  return world;
}

/** The heart of a pool beats so many seconds after the start. Answers whose jobs that set free. */
async function beat(world: World, poolId: string, seconds: number): Promise<readonly string[]> {
  return (await foundBy(world, poolId, seconds)).deadPools;
}

/** The same, and everything else that it finds. */
function foundBy(world: World, poolId: string, seconds: number): Promise<Heartbeat> {
  world.setRealTime(start.add({ seconds }));
  return sendHeartbeat(world, poolId, ['expire-ended-terms']);
}

const lockedBy = async (world: World) =>
  (await world.rows<{ locked_by: string | null }>('SELECT "locked_by" FROM graphile_worker.jobs')).map(
    (job) => job.locked_by,
  );

test('the job of a worker without heartbeats is unlocked once by another worker', async () => {
  const world = await worldWithJobLockedBy('silent');
  await beat(world, 'silent', 5);

  const setFree = [
    await beat(world, 'other', 24),
    await beat(world, 'other', 25),
    await beat(world, 'other', 26),
    await beat(world, 'other', 31),
  ];

  expect(setFree).toEqual([[], [], ['silent'], []]);
  expect(await lockedBy(world)).toEqual([null]);
});

test('the job of a worker that never sent a heartbeat is unlocked twenty seconds after it was locked', async () => {
  const world = await worldWithJobLockedBy('killed at its start');

  expect([await beat(world, 'other', 20), await beat(world, 'other', 21)]).toEqual([[], ['killed at its start']]);
});

test('a worker that sends heartbeats keeps its job, however long it takes', async () => {
  const world = await worldWithJobLockedBy('busy');

  const setFree: (readonly string[])[] = [];
  for (let seconds = 0; seconds <= 3600; seconds += 15) {
    setFree.push(await beat(world, 'busy', seconds), await beat(world, 'other', seconds + 14));
  }

  expect(setFree.flat()).toEqual([]);
  expect(await lockedBy(world)).toEqual(['busy']);
});

test('a worker that sends heartbeats again does not unlock its own job', async () => {
  const world = await worldWithJobLockedBy('slow');

  expect(await beat(world, 'slow', 600)).toEqual([]);
  expect(await lockedBy(world)).toEqual(['slow']);
});

test('old heartbeats are removed', async () => {
  const world = await worldWithJobLockedBy('nobody');
  await beat(world, 'old', 0);
  await beat(world, 'new', 3000);

  await beat(world, 'newer', 3621);

  expect(await world.rows('SELECT "poolId" FROM "WorkerHeartbeat" ORDER BY "poolId"')).toEqual([
    { poolId: 'new' },
    { poolId: 'newer' },
  ]);
});

test('a permanently failed job is kept for a day, and a job to be retried is kept until then', async () => {
  const world = await worldWithJobLockedBy('nobody');
  await world.rows(`SELECT graphile_worker.add_job(name, '{}') FROM unnest(ARRAY['failed', 'failing']) AS name`);
  await world.rows(
    `UPDATE graphile_worker._private_jobs j SET updated_at = $1, attempts = CASE t.identifier WHEN 'failed' THEN max_attempts ELSE 1 END
     FROM graphile_worker._private_tasks t WHERE t.id = j.task_id`,
    [String(start)],
  );
  const kept = async (seconds: number) => {
    await beat(world, 'other', seconds);
    const jobs = await world.rows<{ name: string }>(
      'SELECT "task_identifier" AS name FROM graphile_worker.jobs ORDER BY 1',
    );
    return jobs.map(({ name }) => name);
  };

  const day = 24 * 60 * 60;
  expect(await kept(day)).toEqual(['expire-ended-terms', 'failed', 'failing']);
  expect(await kept(day + 1)).toEqual(['expire-ended-terms', 'failing']);
});

const minute = '2028-01-01T00:00:00Z';

/** When each line of the schedule ran last, or was known first. */
async function setSchedule(world: World, lines: Record<string, { known: string; ran: string | null }>): Promise<void> {
  for (const [identifier, { known, ran }] of Object.entries(lines)) {
    await world.rows(
      `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution) VALUES ($1, $2, $3)`,
      [identifier, known, ran],
    );
  }
}

const scheduleIn = async (world: World) => {
  const rows = await world.rows<{ identifier: string; known: Date; ran: Date | null }>(
    `SELECT identifier, known_since AS known, last_execution AS ran FROM graphile_worker._private_known_crontabs ORDER BY 1`,
  );
  return Object.fromEntries(
    rows.map(({ identifier, known, ran }) => [identifier, [known.toISOString(), ran?.toISOString() ?? null]]),
  );
};

test('recorded runs that are ahead of the time are reset to the present minute', async () => {
  const world = await worldWithJobLockedBy('nobody');
  await setSchedule(world, {
    ahead: { known: '2027-12-01T00:00:00Z', ran: '2028-01-04T00:00:00Z' },
    'known ahead': { known: '2028-01-04T00:00:00Z', ran: null },
    'a minute ahead': { known: '2027-12-01T00:00:00Z', ran: '2028-01-01T00:01:20Z' },
    right: { known: '2027-12-01T00:00:00Z', ran: '2027-12-31T23:59:00Z' },
    never: { known: '2027-12-01T00:00:00Z', ran: null },
  });

  const found = await foundBy(world, 'one', 20);
  const again = await foundBy(world, 'one', 25);

  expect([found.schedulesAhead, again.schedulesAhead]).toEqual([['ahead', 'known ahead'], []]);
  const known = '2027-12-01T00:00:00.000Z';
  expect(await scheduleIn(world)).toEqual({
    ahead: [known, '2028-01-01T00:00:00.000Z'],
    'known ahead': ['2028-01-01T00:00:00.000Z', null],
    'a minute ahead': [known, '2028-01-01T00:01:20.000Z'],
    right: [known, '2027-12-31T23:59:00.000Z'],
    never: [known, null],
  });
});

test('a job scheduled ahead of its time is ready at once; others keep their time', async () => {
  const world = await worldWithJobLockedBy('nobody');
  const future = '2028-01-04T00:00:00Z';
  await world.rows(
    `SELECT graphile_worker.add_job(name, payload::json, run_at := run_at::timestamptz) FROM (VALUES
      ('scheduled ahead', '{"_cron":{"ts":"2028-01-04T00:00:00Z"}}', $1),
      ('asked for', '{}', $1),
      ('tried again', '{"_cron":{"ts":"2028-01-01T00:00:00Z"}}', $1),
      ('just scheduled', '{"_cron":{"ts":"2028-01-01T00:01:00Z"}}', '2028-01-01T00:01:00Z')) AS job (name, payload, run_at)`,
    [future],
  );
  await world.rows(
    `UPDATE graphile_worker._private_jobs j SET attempts = 1 FROM graphile_worker._private_tasks t
     WHERE t.id = j.task_id AND t.identifier = 'tried again'`,
  );

  await foundBy(world, 'one', 20);

  const jobs = await world.rows<{ name: string; at: Date }>(
    `SELECT task_identifier AS name, run_at AS at FROM graphile_worker.jobs WHERE task_identifier <> 'expire-ended-terms' ORDER BY 1`,
  );
  expect(jobs.map(({ name, at }) => [name, at.toISOString()])).toEqual([
    ['asked for', '2028-01-04T00:00:00.000Z'],
    ['just scheduled', '2028-01-01T00:01:00.000Z'],
    ['scheduled ahead', '2028-01-01T00:00:20.000Z'],
    ['tried again', '2028-01-04T00:00:00.000Z'],
  ]);
});

test('a job is overdue if it has been ready for more than five seconds', async () => {
  const world = await worldWithJobLockedBy('busy');
  await world.rows(
    `SELECT graphile_worker.add_job(name, '{}', run_at := $1::timestamptz)
     FROM unnest(ARRAY['unknown to this worker', 'expire-ended-terms']) AS name`,
    [minute],
  );
  const isOverdue = async (seconds: number) => (await foundBy(world, 'busy', seconds)).hasOverdueJob;

  expect([await isOverdue(5), await isOverdue(6)]).toEqual([false, true]);
  await world.rows(`UPDATE graphile_worker._private_jobs SET locked_by = 'busy', locked_at = $1`, [String(start)]);
  expect(await isOverdue(7)).toBe(false);
});
