import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, makeWorkerUtils, type RunnerOptions, run } from 'graphile-worker';
import { queueOptions } from '../../jobs/queue-options.ts';
import { openPool, type Pool } from '../../src/db/pool.ts';

/** Jobs in a second that do nothing, drained from a queue that holds them all. */
export interface JobDrain {
  readonly jobs: number;
  /** As our worker's queue is set. */
  readonly own: number;
  /** Fetched ahead and completed in batches, which loses more when a worker dies. */
  readonly batched: number;
}

const batched = { preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0 } } };
const logger = new Logger(() => () => undefined);

/** Measures how fast a worker drains a queue. */
export async function measureJobDrain(databaseUrl: string, jobs = 20_000): Promise<JobDrain> {
  const onError = (error: Error) => console.error(`The queue: ${error.message}`);
  const pool = openPool(databaseUrl, { size: queueOptions.concurrency + 3, onError });
  try {
    const utils = await makeWorkerUtils({ pgPool: pool, logger });
    await utils.migrate();
    await drain(pool, 1_000, {});
    const own = await drain(pool, jobs, {});
    return { jobs, own, batched: await drain(pool, jobs, batched) };
  } finally {
    await pool.end();
  }
}

async function drain(pool: Pool, jobs: number, options: RunnerOptions): Promise<number> {
  await pool.query(`SELECT count(graphile_worker.add_job('nothing', '{}')) FROM generate_series(1, $1::int)`, [jobs]);
  // A fresh queue has no statistics, and is then read from end to end for each job.
  await pool.query('ANALYZE graphile_worker._private_jobs');
  let done = 0;
  const startedAt = performance.now();
  const nothing = async () => {
    done++;
  };
  const runner = await run({ ...queueOptions, ...options, pgPool: pool, taskList: { nothing }, logger });
  while (done < jobs || (await waiting(pool)) > 0) await sleep(10);
  const perSecond = (jobs * 1000) / (performance.now() - startedAt);
  await runner.stop();
  return perSecond;
}

async function waiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>('SELECT count(*)::int AS "waiting" FROM graphile_worker.jobs');
  return rows[0]?.waiting ?? 0;
}
