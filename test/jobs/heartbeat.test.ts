import { runMigrations } from 'graphile-worker';
import { expect, test } from 'vitest';
import { beatHeart } from '../../src/queue/send-heartbeat.ts';
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
function beat(world: World, poolId: string, seconds: number): Promise<string[]> {
  world.setRealTime(start.add({ seconds }));
  return beatHeart(world, poolId);
}

const lockedBy = async (world: World) =>
  (await world.rows<{ locked_by: string | null }>('SELECT "locked_by" FROM graphile_worker.jobs')).map(
    (job) => job.locked_by,
  );

test('the job of a worker that fell silent is set free by another one, once', async () => {
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

test('the job of a worker that never showed itself is set free twenty seconds after it was locked', async () => {
  const world = await worldWithJobLockedBy('killed at its start');

  expect([await beat(world, 'other', 20), await beat(world, 'other', 21)]).toEqual([[], ['killed at its start']]);
});

test('a worker whose heart beats keeps its job, however long it takes', async () => {
  const world = await worldWithJobLockedBy('busy');

  const setFree: string[][] = [];
  for (let seconds = 0; seconds <= 3600; seconds += 15) {
    setFree.push(await beat(world, 'busy', seconds), await beat(world, 'other', seconds + 14));
  }

  expect(setFree.flat()).toEqual([]);
  expect(await lockedBy(world)).toEqual(['busy']);
});

test('a worker that was silent and comes back does not set its own job free', async () => {
  const world = await worldWithJobLockedBy('slow');

  expect(await beat(world, 'slow', 600)).toEqual([]);
  expect(await lockedBy(world)).toEqual(['slow']);
});

test('hearts that stopped long ago are forgotten', async () => {
  const world = await worldWithJobLockedBy('nobody');
  await beat(world, 'old', 0);
  await beat(world, 'new', 3000);

  await beat(world, 'newer', 3621);

  expect(await world.rows('SELECT "poolId" FROM "WorkerHeartbeat" ORDER BY "poolId"')).toEqual([
    { poolId: 'new' },
    { poolId: 'newer' },
  ]);
});

test('a job that failed for good is kept for a day, and one that will be tried again for as long as that takes', async () => {
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
