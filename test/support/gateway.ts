import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Logger } from 'pino';
import { onTestFinished } from 'vitest';
import { sessionSettings } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { readMigrations } from '../../src/db/server/migrate.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { type AppDependencies, createApp } from '../../src/gateway/app.ts';
import { createHttpServer } from '../../src/gateway/http-server.ts';
import { createProgress } from '../../src/gateway/progress.ts';
import { createRateLimiter, type RateLimiter } from '../../src/gateway/rate-limit.ts';
import { readinessOf } from '../../src/gateway/readiness.ts';
import { createLog } from '../../src/log.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever was answered, and tests say what they expect.
  readonly body: any;
  readonly headers: Headers;
}

/** An additional gateway with a pool of its own: with shorter limits, fewer connections, or without a server. */
export interface Gateway {
  readonly url: string;
  readonly pool: pg.Pool;
  get(path: string): Promise<Answer>;
  envelope(key: string, method: string, params: object): Promise<Answer>;
  graphql(key: string, query: string): Promise<Answer>;
}

export interface GatewayOptions extends pg.PoolConfig {
  /** Session settings that differ from the usual ones. */
  readonly session?: Readonly<Record<string, string>>;
  readonly rateLimiter?: RateLimiter;
  /** The destination of its log. The default is none. */
  readonly requestLog?: Logger;
}

/** Returns dependencies of a gateway without rate limits and stall detection. */
export function unhurried(): Pick<AppDependencies, 'rateLimiter' | 'progress' | 'liveness'> {
  return {
    rateLimiter: createRateLimiter({ perSecond: 1_000_000, burst: 1_000_000 }),
    progress: createProgress(),
    liveness: { stalled: () => [] },
  };
}

/** Starts a gateway in this process. It is stopped after the test. */
export async function startGateway({
  session,
  rateLimiter,
  requestLog,
  ...settings
}: GatewayOptions): Promise<Gateway> {
  const options = Object.entries({ ...sessionSettings, ...session }).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new pg.Pool({ options: options.join(' '), max: 5, pipeline: true, ...settings });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const readingPool = new ReadingPool(pool);
  // A gateway with other session settings is never ready; these tests need it to answer.
  const readiness = session === undefined ? readinessOf(pool, await readMigrations()) : async () => [];
  const log = requestLog ?? createLog(process.env['TEST_LOG_LEVEL'] ?? 'silent', 'test');
  const app = createApp({
    pool,
    readingPool,
    clock: databaseClock,
    log,
    readiness,
    graphiql: false,
    ...unhurried(),
    ...(rateLimiter && { rateLimiter }),
  });
  const server = createHttpServer(app, log);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await readingPool.end();
    await pool.end();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (path: string, key: string, body: object) =>
    ask(`${url}${path}`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    url,
    pool,
    get: (path) => ask(`${url}${path}`),
    envelope: (key, method, params) => post('/envelope', key, { method, params }),
    graphql: (key, query) => post('/graphql', key, { query }),
  };
}

async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, body: await response.json(), headers: response.headers };
}
