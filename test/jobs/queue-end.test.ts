import { EventEmitter, once } from 'node:events';
import { resolve } from 'node:path';
import type { WorkerEvents, WorkerPool } from 'graphile-worker';
import { expect, onTestFinished, test } from 'vitest';
import { startQueue } from '../../jobs/queue.ts';
import { createLog } from '../../src/log.ts';
import { createQuietWorld } from '../support/calendar.ts';
import { createDatabase } from '../support/databases.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

// The runner of graphile-worker resolves its promise also when it gave up, so the worker must not take that for success.

/** A queue of one's own, with what it said when it ended. */
async function queue() {
  const world = await createQuietWorld();
  const events: WorkerEvents = new EventEmitter();
  const created = once(events, 'pool:create') as Promise<[{ workerPool: WorkerPool }]>;
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
  const log = createLog('silent', 'test');
  const { pool, clock } = world;
  const ends: unknown[] = [];
  const onEnd = (error: unknown) => {
    ends.push(error);
    end(error);
  };
  const started = await startQueue({ pool, jobContext: { pool, clock, log }, events, log, onEnd });
  const [{ workerPool }] = await created;
  // The queue completes its jobs in the background, and a pool that ends would forget that it waits for a connection.
  onTestFinished(async () => {
    const locked = 'SELECT FROM graphile_worker.jobs WHERE "locked_by" IS NOT NULL';
    await until(async () => (await world.rows(locked)).length === 0);
  });
  return { started, workerPool, ended, ends };
}

test('a queue that ends by itself reports it', async () => {
  const { workerPool, ended } = await queue();

  await workerPool.gracefulShutdown('the pool gave up');

  expect(await ended).toEqual(new Error('The queue stopped by itself'));
});

test('a worker whose queue ends by itself exits with 1', async () => {
  const settings = {
    DATABASE_URL: await createDatabase(),
    NODE_OPTIONS: `--require=${resolve('test/support/wedge.cjs')}`,
  };
  const worker = runScript('worker', { ...settings, WORKER_PORT: '0' });
  const [, port] = await worker.says(/"port":(\d+),"msg":"listening"/);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200);

  worker.kill('SIGURG');

  await worker.says(/1 queue ended/);
  expect(await worker.ended).toBe(1);
  expect(worker.stderr()).toMatch(/"level":60,.*"message":"The queue stopped by itself".*"msg":"unrecoverable error"/);
});

test('a queue that is stopped ends without a report', async () => {
  const { started, workerPool, ends } = await queue();

  await started.stop();
  await workerPool.promise;

  expect(ends).toEqual([]);
});
