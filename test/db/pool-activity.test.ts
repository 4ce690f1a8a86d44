import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { PoolActivity } from '../../src/db/pool-activity.ts';
import { StallDetector } from '../../src/health/stall-detector.ts';
import { createDatabase } from '../support/databases.ts';
import { until } from '../support/until.ts';

interface Watched {
  readonly pool: Pool;
  readonly activity: PoolActivity;
  /** What has stopped after so many seconds. */
  stalledAfter(seconds: number): string[];
}

async function watchedPool(): Promise<Watched> {
  const pool = openPool(await createDatabase(), { size: 3, onError: () => undefined });
  onTestFinished(() => pool.end());
  const activity = new PoolActivity('connections', pool);
  const detector = new StallDetector([activity]);
  const stalledAfter = (seconds: number) => {
    for (let second = 0; second < seconds; second++) detector.tick();
    return detector.stalled();
  };
  return { pool, activity, stalledAfter };
}

const connectAll = ({ pool }: Watched) => Promise.all([pool.connect(), pool.connect(), pool.connect()]);

test('a pool is stuck if all its connections are in use for twenty seconds and none executes a statement', async () => {
  const watched = await watchedPool();
  const [one, ...others] = await connectAll(watched);

  expect(watched.stalledAfter(19)).toEqual([]);
  expect(watched.stalledAfter(1)).toEqual(['connections']);

  one.release();
  expect(watched.stalledAfter(1000)).toEqual([]);
  expect(watched.activity.released).toBe(1);
  for (const client of others) client.release();
});

test('a pool with a free connection is not stuck', async () => {
  const watched = await watchedPool();
  const clients = [await watched.pool.connect(), await watched.pool.connect()];

  expect(watched.stalledAfter(1000)).toEqual([]);
  for (const client of clients) client.release();
});

test('a pool whose connections all wait for the database is busy but not stuck', async () => {
  const watched = await watchedPool();
  const clients = await connectAll(watched);
  const [one, two] = clients;

  const first = one.query('SELECT pg_sleep(0.3)');
  const alsoSent = one.query('SELECT pg_sleep(0.3)');
  const failing = two.query('SELECT pg_sleep(0.3), 1/0').catch(() => 'failed');
  await sleep(50);
  expect(watched.activity.isWorking()).toBe(true);
  expect(watched.stalledAfter(1000)).toEqual([]);
  await first;
  expect(watched.activity.isWorking()).toBe(true);
  await Promise.all([alsoSent, failing]);
  await until(() => !watched.activity.isWorking());

  expect(watched.stalledAfter(20)).toEqual(['connections']);
  for (const client of clients) client.release();
});

test('broken connections that are released are no longer in use', async () => {
  const watched = await watchedPool();

  for (let round = 0; round < 3; round++) {
    for (const client of await connectAll(watched)) client.release(true);
  }

  expect(watched.stalledAfter(1000)).toEqual([]);
  expect(watched.activity.released).toBe(9);
});
