import { expect, test } from 'vitest';
import { announcedIn, createQuietWorld, openOrder } from '../support/calendar.ts';
import { holdLock } from '../support/locks.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';
import type { World } from '../support/world.ts';

/** A database in which a monthly order of January 2020 has ended unannounced. */
async function worldWithEndedOrder(): Promise<World> {
  const world = await createQuietWorld();
  await openOrder(world, await world.partner({ sandbox: false }), { at: '2020-01-01T00:00:00Z' });
  return world;
}

const allThatIsDue = [
  '2020-01-17T00:00:00Z ORDER-1 renewalWindowOpened',
  '2020-02-01T00:00:00Z ORDER-1 subscriptionExpired',
];

// Readers are let through, but who wants to write an event has to wait.
const noEvents = 'LOCK TABLE "Event" IN SHARE MODE';

const announced = (world: World) =>
  until(async () => (await announcedIn(world)).length === allThatIsDue.length && announcedIn(world), 60);

const lockedJobs = async (world: World) =>
  (await world.rows<{ id: string }>('SELECT "id" FROM graphile_worker.jobs WHERE "locked_by" IS NOT NULL')).map(
    ({ id }) => id,
  );

test('a starting worker announces at once what became due while none was running', async () => {
  const world = await worldWithEndedOrder();

  const worker = runScript('worker', { DATABASE_URL: world.databaseUrl });

  expect(await announced(world)).toEqual(allThatIsDue);
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(worker.stdout()).toBe('');
});

test('two workers that start simultaneously announce everything once', async () => {
  const world = await worldWithEndedOrder();

  const workers = [1, 2].map(() => runScript('worker', { DATABASE_URL: world.databaseUrl }));
  await announced(world);
  await until(async () => (await world.rows('SELECT FROM graphile_worker.jobs')).length === 0);

  expect(await announcedIn(world)).toEqual(allThatIsDue);
  for (const worker of workers) worker.kill('SIGTERM');
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0]);
});

test('the job of a killed worker is unlocked and completed within a minute, with one effect', async () => {
  const world = await worldWithEndedOrder();
  const lock = await holdLock(world.databaseUrl, noEvents);
  const first = runScript('worker', { DATABASE_URL: world.databaseUrl });
  await lock.awaited();
  await until(async () => (await lockedJobs(world)).length === 1);

  first.kill('SIGKILL');
  await first.ended;
  const [orphan = ''] = await lockedJobs(world);
  await lock.release();
  const second = runScript('worker', { DATABASE_URL: world.databaseUrl });
  await announced(world);
  await until(async () => {
    const jobs = await world.rows<{ id: string }>('SELECT "id" FROM graphile_worker.jobs');
    return !jobs.some(({ id }) => id === orphan);
  }, 60);

  expect(orphan).not.toBe('');
  expect(await announcedIn(world)).toEqual(allThatIsDue);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('a worker that is stopped completes its job', async () => {
  const world = await worldWithEndedOrder();
  const lock = await holdLock(world.databaseUrl, noEvents);
  const worker = runScript('worker', { DATABASE_URL: world.databaseUrl });
  await lock.awaited();

  worker.kill('SIGTERM');
  await worker.says(/"stopping"/);
  const whileStopping = await announcedIn(world);
  await lock.release();
  const end = await worker.ended;

  expect([whileStopping, end]).toEqual([[], 0]);
  expect(await announcedIn(world)).toEqual(allThatIsDue);
  expect(await lockedJobs(world)).toEqual([]);
});
