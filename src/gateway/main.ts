import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ConfigWithDatabase, parseConfigWithDatabase } from '../config.ts';
import { createConnectionLog } from '../db/connection-log.ts';
import { HungConnections } from '../db/hung-connections.ts';
import { openPool } from '../db/pool.ts';
import { PoolActivity } from '../db/pool-activity.ts';
import { ReadingPool } from '../db/reading/reading-pool.ts';
import { readMigrations } from '../db/server/migrate.ts';
import { databaseClock } from '../db/transactions/clock.ts';
import { watchLiveness } from '../health/liveness.ts';
import { type Running, runProcess } from '../process.ts';
import { createApp } from './app.ts';
import { tuneHeap } from './heap.ts';
import { createHttpServer } from './http-server.ts';
import { listen } from './listen.ts';
import { createProgress } from './progress.ts';
import { createRateLimiter } from './rate-limit.ts';
import { readinessOf } from './readiness.ts';

async function startGateway(config: ConfigWithDatabase, log: Logger): Promise<Running> {
  const listener = createConnectionLog(log);
  const pool = openPool(config.databaseUrl, { size: config.databasePoolSize, onError: listener.broke, listener });
  const readingPool = new ReadingPool(pool);
  const hungConnections = new HungConnections(config.databaseUrl, [pool, readingPool]);
  const connections = [new PoolActivity('connections', pool), new PoolActivity('reading connections', readingPool)];
  const progress = createProgress(() => connections.some((activity) => activity.isWorking()));
  const liveness = watchLiveness([progress, ...connections], log);
  const isInPlace = readinessOf(pool, await readMigrations());
  let isStopping = false;
  const app = createApp({
    pool,
    readingPool,
    clock: databaseClock,
    log,
    readiness: async () => (isStopping ? ['a new gateway: this one is stopping'] : isInPlace()),
    liveness,
    isStopping: () => isStopping,
    graphiql: config.graphiql,
    publicUrl: config.publicUrl,
    rateLimiter: createRateLimiter(config.rateLimit),
    progress,
  });
  const server = createHttpServer(app, log);
  const { host } = config;
  const port = await listen(server, { host, port: config.port, setting: 'PORT' });
  log.info({ host, port }, 'listening');
  process.send?.({ port });

  return {
    isLive: () => liveness.stalled().length === 0,
    async stop() {
      isStopping = true;
      liveness.stop();
      await closeServer(server, config.shutdownSeconds);
      hungConnections.stop();
      await readingPool.end();
      await pool.end();
    },
  };
}

/** The part of the time for stopping in which a gateway still takes connections, while `/ready` says that it stops. */
const noticePart = 0.1;

/**
 * Gives proxies time to notice that this gateway is not ready any more, then takes no new connections and waits for the
 * requests that are under way, all within this many seconds.
 */
async function closeServer(server: Server, seconds: number): Promise<void> {
  await sleep(seconds * noticePart * 1000);
  const closed = once(server, 'close');
  server.close();
  const timeout = setTimeout(() => server.closeAllConnections(), seconds * (1 - noticePart) * 1000);
  await closed;
  clearTimeout(timeout);
}

tuneHeap();
await runProcess({
  name: 'gateway',
  environment: process.env,
  parse: parseConfigWithDatabase,
  start: startGateway,
});
