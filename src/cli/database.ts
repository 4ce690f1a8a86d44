import { ConfigError, parseConfig } from '../config.ts';
import { describeDatabase } from '../db/describe-database.ts';
import { openPool } from '../db/pool.ts';
import { hasCluster } from '../db/server/data-dir.ts';
import { openEmbedded } from '../db/server/embedded.ts';
import { pendingMigrations, readMigrations } from '../db/server/migrate.ts';
import { databaseClock } from '../db/transactions/clock.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { claimSoleUse } from '../supervisor/sole-use.ts';
import { counted } from './table.ts';

type Work<Value> = (ctx: TerminalContext) => Promise<Value>;

/**
 * Runs a command on the database of `DATABASE_URL` or, without that setting, on the embedded database in `DATA_DIR`. If
 * the embedded database is not running, it is started for the duration of the command. The database in use is printed
 * on standard error. No database is created, because it would not be the one that the gateway uses.
 *
 * @throws {ConfigError} if `DATA_DIR` contains no database, or migrations of this version are missing
 */
export async function withDatabase<Value>(environment: NodeJS.ProcessEnv, work: Work<Value>): Promise<Value> {
  const { databaseUrl, dataDir } = parseConfig(environment);
  if (databaseUrl === undefined) return withEmbedded(dataDir, sourceOf(environment), work);
  const database = `database ${describeDatabase(databaseUrl)}`;
  say(`Using the ${database} (DATABASE_URL).`);
  const outdated = (missing: string) => `DATABASE_URL: the ${database} lacks ${missing}. Run: npm run migrate`;
  return withPool(databaseUrl, outdated, work);
}

async function withEmbedded<Value>(dataDir: string, source: string, work: Work<Value>): Promise<Value> {
  if (!(await hasCluster(dataDir))) throw new ConfigError(noDatabaseIn(dataDir, source));
  say(`Using the embedded database in ${dataDir} (${source}).`);
  const database = await openEmbedded(dataDir);
  const outdated = (missing: string) =>
    `DATA_DIR: the running database in ${dataDir} lacks ${missing}. Stop npm start and start it again.`;
  if (!database.started) return withPool(database.url, outdated, work);
  const soleUse = await claimSoleUse(database.url, dataDir);
  try {
    const applied = await prepareDatabase(database.url, undefined);
    for (const migration of applied) say(`Applied migration ${migration}.`);
    return await withPool(database.url, outdated, work);
  } finally {
    await soleUse.release();
    await database.stop();
  }
}

async function withPool<Value>(
  databaseUrl: string,
  outdated: (missing: string) => string,
  work: Work<Value>,
): Promise<Value> {
  const pool = openPool(databaseUrl, { size: 1, onError: () => undefined });
  try {
    const pending = await pendingMigrations(pool, await readMigrations());
    if (pending.length > 0)
      throw new ConfigError([outdated(`${counted(pending.length, 'migration')} of this version`)]);
    return await work({ pool, clock: databaseClock });
  } finally {
    await pool.end();
  }
}

/** Returns the setting that determines the data directory. An empty setting counts as absent. */
function sourceOf({ DATA_DIR }: NodeJS.ProcessEnv): string {
  return DATA_DIR ? 'DATA_DIR' : 'the default, as neither DATABASE_URL nor DATA_DIR is set';
}

function noDatabaseIn(dataDir: string, source: string): string[] {
  return [
    `DATA_DIR: expected a directory with a database, found none in ${dataDir}${source === 'DATA_DIR' ? '' : ` (${source})`}.`,
    'Set DATABASE_URL or DATA_DIR to what the gateway runs with. To create a new database there, run: npm start',
  ];
}

/** Writes to standard error, because standard output is for results. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
