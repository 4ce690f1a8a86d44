import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type Runner, run, type WorkerEvents, Logger as WorkerLogger, type WorkerPool } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Pool } from '../src/db/pool.ts';
import type { JobContext } from './kit.ts';
import { queueOptions } from './queue-options.ts';
import { jobs } from './registry.ts';

/** A running queue. */
export interface Queue {
  readonly poolId: string;
  /** Waits for the running jobs. */
  stop(): Promise<void>;
}

interface QueueSettings {
  /** The connections of the queue itself. */
  readonly pool: Pool;
  /** The context of the jobs. */
  readonly jobContext: JobContext;
  readonly events: WorkerEvents;
  readonly log: Logger;
  /** Called if the queue ends without being stopped. */
  readonly onEnd: (error: unknown) => void;
}

/** Starts a queue. Jobs that became due while no worker was running start at once, not at the next full minute. */
export async function startQueue({ pool, jobContext, events, log, onEnd }: QueueSettings): Promise<Queue> {
  const created = once(events, 'pool:create') as Promise<[{ workerPool: WorkerPool }]>;
  const runner = await run({
    ...queueOptions,
    pgPool: pool,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, job.taskFor(jobContext)])),
    crontab: await readFile(new URL('crontab', import.meta.url), 'utf8'),
    events,
    logger: queueLogger(log),
  });
  let isStopping = false;
  // The promise also resolves if the queue gives up after an error.
  runner.promise.then(
    () => isStopping || onEnd(new Error('The queue stopped by itself')),
    (error) => isStopping || onEnd(error),
  );
  const [{ workerPool }] = await created;
  await addEveryJob(runner);
  return {
    poolId: workerPool.id,
    stop() {
      isStopping = true;
      return runner.stop();
    },
  };
}

async function addEveryJob(runner: Runner): Promise<void> {
  for (const job of jobs) await runner.addJob(job.name, {});
}

/** Maps the log levels of the queue. It reports every fetched and completed job, which is only useful for debugging. */
function queueLogger(log: Logger): WorkerLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new WorkerLogger(() => (level, message, meta) => log[levels[level]](meta ?? {}, message));
}
