import pg from 'pg';
import { ConfigError } from '../config.ts';

// Any number will do; it only has to be ours.
const lockKey = 1_413_828_181;

/** Held until it is released, or until this process is gone, however it went. */
export interface SoleUse {
  /** Settles when the database went away although nobody released it. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes sure that nobody else brings up and takes down the same embedded database.
 *
 * @throws {ConfigError} when somebody does
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
    `DATA_DIR: ${dataDir} is in use by another Tenure. Stop that one, or choose another directory.`,
  ]);
}
