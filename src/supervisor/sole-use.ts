import pg from 'pg';
import { ConfigError } from '../config.ts';

// An arbitrary number of our own.
const lockKey = 1_413_828_181;

/** A lock that is held until it is released, or until this process ends in any way. */
export interface SoleUse {
  /** Resolves if the database stops before the lock is released. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Ensures that no other supervisor manages the same embedded database.
 *
 * @throws {ConfigError} if another one does
 */
export async function claimSoleUse(databaseUrl: string, dataDir: string): Promise<SoleUse> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  client.on('error', () => lose());
  await client.connect();
  const { rows } = await client.query<{ claimed: boolean }>('SELECT pg_try_advisory_lock($1) AS claimed', [lockKey]);
  if (rows[0]?.claimed) return { lost, release: () => client.end() };
  await client.end();
  throw new ConfigError([
    `DATA_DIR: ${dataDir} is in use by another Tenure process. Stop that process, or choose another directory.`,
  ]);
}
