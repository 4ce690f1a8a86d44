import pg from 'pg';
import { type ConnectionListener, createClientClass } from './connection-failure.ts';

export type Pool = pg.Pool;

export interface PoolOptions {
  /** The largest number of connections of this process. */
  readonly size: number;
  /** Called when a connection breaks. Without a listener, Node would end the process. */
  readonly onError: (error: Error) => void;
  /** Receives the result of each connection attempt. */
  readonly listener?: ConnectionListener;
}

/**
 * The settings of every session, in the units of PostgreSQL. `TimeZone` must be UTC: the adapter of Prisma drops the
 * offset of a timestamp and assumes UTC.
 */
export const sessionSettings = {
  TimeZone: 'UTC',
  statement_timeout: '30s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
} as const;

/** Opens a pool. It connects on first use, and waits at most five seconds for a free connection. */
export function openPool(databaseUrl: string, { size, onError, listener }: PoolOptions): Pool {
  const url = new URL(databaseUrl);
  const ours = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`);
  const options = [url.searchParams.get('options'), ...ours].filter(Boolean).join(' ');
  url.searchParams.set('options', options);
  const pool = new pg.Pool({
    Client: createClientClass(listener),
    connectionString: url.href,
    max: size,
    connectionTimeoutMillis: 5_000,
    // Longer than the timeout of the server. `hung-connections.ts` detects most unresponsive servers earlier.
    query_timeout: 35_000,
    // The operating system detects an unreachable machine.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Simultaneous statements are sent in one packet.
    pipeline: true,
  });
  pool.on('error', onError);
  // node-postgres reports a broken connection to its user only while a statement is running.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * Opens a single connection, without our session settings.
 *
 * @throws {ConnectionFailedError} if no connection is established within `timeoutMs` milliseconds
 */
export async function connectTo(databaseUrl: string, timeoutMs = 5_000): Promise<pg.Client> {
  const Client = createClientClass();
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: timeoutMs, keepAlive: true });
  // The statement that is running fails too, and its caller handles the error.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
