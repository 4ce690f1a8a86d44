import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type Config, ConfigError, type ConfigWithDatabase, parseConfigWithDatabase } from '../config.ts';
import { openPool } from '../db/pool.ts';
import { ReadingPool } from '../db/reading/reading-pool.ts';
import { readMigrations } from '../db/server/migrate.ts';
import { databaseClock } from '../db/transactions/clock.ts';
import { type Running, runProcess } from '../process.ts';
import { createApp } from './app.ts';
import { keepHeapSmall } from './heap.ts';
import { createHttpServer } from './http-server.ts';
import { createProgress } from './progress.ts';
import { createRateLimiter } from './rate-limit.ts';
import { readinessOf } from './readiness.ts';

async function startGateway(config: ConfigWithDatabase, log: Logger): Promise<Running> {
  const pool = openPool(config.databaseUrl, {
    size: config.databasePoolSize,
    onError: (err) => log.warn({ err }, 'a connection to the database broke'),
  });
  const readingPool = new ReadingPool(pool);
  const isInPlace = readinessOf(pool, await readMigrations());
  let isStopping = false;
  const readiness = async () => (isStopping ? ['a new gateway: this one is stopping'] : isInPlace());
  const app = createApp({
    pool,
    readingPool,
    clock: databaseClock,
    log,
    readiness,
    graphiql: config.graphiql,
    publicUrl: config.publicUrl,
    rateLimiter: createRateLimiter(config.rateLimit),
    progress: createProgress(),
  });
  const server = createHttpServer(app, log);
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  log.info({ host: config.host, port }, 'listening');
  process.send?.({ port });

  return {
    async stop() {
      isStopping = true;
      await closeServer(server, config.shutdownSeconds);
      await readingPool.end();
      await pool.end();
    },
  };
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ConfigError([listenFault(error, port, host)]);
  }
}

function listenFault(error: unknown, port: number, host: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  const faults: Record<string, string> = {
    EADDRINUSE: `PORT: ${port} is taken by another program. Stop that one, or choose another port.`,
    EACCES: `PORT: ${port} may not be used by this account. Choose one from 1024 up.`,
  };
  return faults[code ?? ''] ?? `HOST: can't listen on ${host} port ${port} (${code}).`;
}

/** Takes no new connections and waits for the requests that are under way, but not for ever. */
async function closeServer(server: Server, seconds: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const timeout = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  await closed;
  clearTimeout(timeout);
}

keepHeapSmall();
await runProcess('gateway', () => parseConfigWithDatabase(process.env), startGateway);
