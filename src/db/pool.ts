import pg from 'pg';
import { type ConnectionListener, createClientClass } from './connection-failure.ts';

export type Pool = pg.Pool;

export interface PoolOptions {
  /** How many connections this process keeps at the most. */
  readonly size: number;
  /** Called when a connection breaks; without a listener Node would end the process. */
  readonly onError: (error: Error) => void;
  /** Receives the outcome of each attempt to connect. */
  readonly listener?: ConnectionListener;
}

/**
 * What every session of ours starts with, in PostgreSQL's own units. `TimeZone` is not a matter of taste: Prisma's
 * adapter drops the offset of a timestamp and takes it for UTC.
 */
export const sessionSettings = {
  TimeZone: 'UTC',
  statement_timeout: '30s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
} as const;

/** Opens a pool; nothing connects until it is used. Waits at most five seconds for a free connection. */
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
    // A little more than the server itself takes. `hung-connections.ts` notices most servers that stop answering earlier.
    query_timeout: 35_000,
    // The operating system notices a machine that is gone.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Statements that are asked for at once go over the line together.
    pipeline: true,
  });
  pool.on('error', onError);
  // A connection that breaks while it is in use says so to its user as well, but only between two statements.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * Opens a connection of its own, without the settings of our sessions.
 *
 * @throws {ConnectionFailedError} when there is none to be had in time
 */
export async function connectTo(databaseUrl: string, timeoutMs = 5_000): Promise<pg.Client> {
  const Client = createClientClass();
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: timeoutMs, keepAlive: true });
  // A connection that breaks fails the statement under way as well, and that is where it is dealt with.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
