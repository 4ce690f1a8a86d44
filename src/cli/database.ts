import { ConfigError, parseConfig } from '../config.ts';
import { openPool } from '../db/pool.ts';
import { openEmbedded } from '../db/server/embedded.ts';
import { pendingMigrations, readMigrations } from '../db/server/migrate.ts';
import { databaseClock } from '../db/transactions/clock.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { claimSoleUse } from '../supervisor/sole-use.ts';

/**
 * Works on the database of `DATABASE_URL` or, without one, on the embedded database of this checkout: on the running
 * one, or on one that is brought up for as long as the work takes.
 */
export async function withDatabase<Value>(
  environment: NodeJS.ProcessEnv,
  work: (ctx: TerminalContext) => Promise<Value>,
): Promise<Value> {
  const { databaseUrl, dataDir } = parseConfig(environment);
  if (databaseUrl !== undefined) return withPool(databaseUrl, work);
  const database = await openEmbedded(dataDir);
  if (!database.started) return withPool(database.url, work);
  const soleUse = await claimSoleUse(database.url, dataDir);
  try {
    await prepareDatabase(database.url, undefined);
    return await withPool(database.url, work);
  } finally {
    await soleUse.release();
    await database.stop();
  }
}

async function withPool<Value>(databaseUrl: string, work: (ctx: TerminalContext) => Promise<Value>): Promise<Value> {
  const pool = openPool(databaseUrl, { size: 1, onError: () => undefined });
  try {
    const pending = await pendingMigrations(pool, await readMigrations());
    if (pending.length > 0) throw new ConfigError([outdated]);
    return await work({ pool, clock: databaseClock });
  } finally {
    await pool.end();
  }
}

const outdated =
  'DATABASE_URL: expected a database of this version, found an older or an empty one. Run npm run migrate.';
