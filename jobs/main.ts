import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { run, type WorkerEvents, Logger as WorkerLogger, type WorkerPool } from 'graphile-worker';
import type { Logger } from 'pino';
import { type ConfigWithDatabase, parseConfigWithDatabase } from '../src/config.ts';
import { createConnectionLog } from '../src/db/connection-log.ts';
import { openPool } from '../src/db/pool.ts';
import { databaseClock } from '../src/db/transactions/clock.ts';
import { exitFor, type Running, runProcess } from '../src/process.ts';
import { beatHeart, heartbeatInterval } from '../src/queue/send-heartbeat.ts';
import { keepSealing } from './keep-sealing.ts';
import type { JobContext } from './kit.ts';
import { queueOptions } from './queue-options.ts';
import { jobs } from './registry.ts';

async function startWorker(config: ConfigWithDatabase, log: Logger): Promise<Running> {
  const { databaseUrl, databasePoolSize } = config;
  const listener = createConnectionLog(log);
  const options = { onError: listener.broke, listener };
  // Two pools: the queue listens, fetches and completes on its own, whatever the jobs are doing.
  const queuePool = openPool(databaseUrl, { size: queueOptions.concurrency + 3, ...options });
  const pool = openPool(databaseUrl, { size: databasePoolSize, ...options });
  const ctx: JobContext = { pool, clock: databaseClock, log };

  const events: WorkerEvents = new EventEmitter();
  const created = once(events, 'pool:create') as Promise<[{ workerPool: WorkerPool }]>;
  const runner = await run({
    ...queueOptions,
    pgPool: queuePool,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, job.taskFor(ctx)])),
    crontab: await readFile(new URL('crontab', import.meta.url), 'utf8'),
    events,
    logger: queueLogger(log),
  });
  const [{ workerPool }] = await created;
  // Whatever came due while no worker was up is announced at once, not at the next full minute.
  for (const job of jobs) await runner.addJob(job.name, {});
  const heart = setInterval(() => beat(ctx, workerPool.id), heartbeatInterval);
  const sealing = keepSealing(ctx);

  let isStopping = false;
  // It settles when the queue gave up, also after an error, and then nothing would be working any more.
  runner.promise.then(
    () => isStopping || exitFor(new Error('The queue stopped by itself'), 'worker'),
    (error) => isStopping || exitFor(error, 'worker'),
  );
  return {
    async stop() {
      isStopping = true;
      await Promise.all([runner.stop(), sealing.stop()]);
      clearInterval(heart);
      // The queue has asked for a connection to mark its last job as done, and a pool that ends forgets who waits.
      await setImmediate();
      await Promise.all([queuePool.end(), pool.end()]);
    },
  };
}

/** The queue tells of every job that it fetched and completed; that is for whoever looks closely. */
function queueLogger(log: Logger): WorkerLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new WorkerLogger(() => (level, message, meta) => log[levels[level]](meta ?? {}, message));
}

async function beat(ctx: JobContext, poolId: string): Promise<void> {
  try {
    const deadPools = await beatHeart(ctx, poolId);
    if (deadPools.length > 0) ctx.log.warn({ deadPools }, 'took over the jobs of workers that are gone');
  } catch (err) {
    ctx.log.warn({ err }, 'could not show that this worker is alive');
  }
}

await runProcess('worker', () => parseConfigWithDatabase(process.env), startWorker);
