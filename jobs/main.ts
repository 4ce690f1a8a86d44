import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import { type ConfigWithDatabase, parseConfigWithDatabase } from '../src/config.ts';
import { createConnectionLog } from '../src/db/connection-log.ts';
import { HungConnections } from '../src/db/hung-connections.ts';
import { openPool } from '../src/db/pool.ts';
import { PoolActivity } from '../src/db/pool-activity.ts';
import { readMigrations, requireMigrated } from '../src/db/server/migrate.ts';
import { databaseClock } from '../src/db/transactions/clock.ts';
import { readinessOf } from '../src/gateway/readiness.ts';
import { exitFor, type Running, runProcess } from '../src/process.ts';
import { WorkerHealth } from './health.ts';
import { Heartbeats } from './heartbeats.ts';
import { keepSealing } from './keep-sealing.ts';
import type { JobContext } from './kit.ts';
import { startQueue } from './queue.ts';
import { queueConnections, queueOptions } from './queue-options.ts';
import { queueProgress } from './queue-progress.ts';
import { jobs } from './registry.ts';

async function startWorker(config: ConfigWithDatabase, log: Logger): Promise<Running> {
  const { databaseUrl, databasePoolSize } = config;
  const listener = createConnectionLog(log);
  const options = { onError: listener.broke, listener };
  // Two pools: the queue listens, fetches and completes on its own, whatever the jobs are doing.
  const queuePool = openPool(databaseUrl, { size: queueConnections, ...options });
  const pool = openPool(databaseUrl, { size: databasePoolSize, ...options });
  const hungConnections = new HungConnections(databaseUrl, [queuePool, pool]);
  const queueActivity = new PoolActivity('connections of the queue', queuePool);
  const activity = new PoolActivity('connections', pool);
  const jobContext: JobContext = { pool, clock: databaseClock, log };
  const ctx: JobContext = { ...jobContext, pool: queuePool };
  const events: WorkerEvents = new EventEmitter();
  const heartbeats = new Heartbeats(ctx, queueActivity);
  const progress = queueProgress(events, queueOptions.concurrency, activity, heartbeats);

  const migrations = await readMigrations();
  await requireMigrated(queuePool, migrations);
  const health = await WorkerHealth.open(config, readinessOf(queuePool, migrations), log);
  health.watch([heartbeats, ...progress, activity, queueActivity], () => queueActivity.isWorking());
  const onEnd = (error: unknown) => exitFor(error, 'worker', log);
  const queue = await startQueue({ pool: queuePool, jobContext, events, log, onEnd });
  const jobNames = jobs.map(({ name }) => name);
  await heartbeats.start(queue.poolId, jobNames);
  const sealing = keepSealing(ctx);
  health.started();

  return {
    isLive: () => health.isLive(),
    async stop() {
      health.end();
      await Promise.all([queue.stop(), sealing.stop()]);
      await heartbeats.stop();
      hungConnections.stop();
      // The queue has asked for a connection to mark its last job as done, and a pool that ends forgets who waits.
      await setImmediate();
      await Promise.all([queuePool.end(), pool.end(), health.close()]);
    },
  };
}

await runProcess({
  name: 'worker',
  environment: process.env,
  parse: parseConfigWithDatabase,
  start: startWorker,
});
