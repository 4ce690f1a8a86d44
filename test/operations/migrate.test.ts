import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { schemaDiff } from '../../.config/schema-diff.ts';
import { MigrationError } from '../../src/db/errors.ts';
import { type Migration, migrate, pendingMigrations, readMigrations } from '../../src/db/server/migrate.ts';
import { createDatabase } from '../support/databases.ts';
import { holdLock } from '../support/locks.ts';
import { runScript } from '../support/processes.ts';
import { tally } from '../support/sales.ts';

const migrations = await readMigrations();
const names = migrations.map(({ name }) => name);

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/** A database and what answers queries on it. */
async function database(kind: 'prepared' | 'empty') {
  const url = await createDatabase(kind);
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  const rows = async (text: string) => (await pool.query(text)).rows;
  const tables = async () =>
    (await rows(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`))
      .map(({ relname }) => relname)
      .sort();
  return { url, pool, rows, tables };
}

test('five concurrent processes apply each migration once to an empty database, and seed once', async () => {
  const { url, rows } = await database('empty');
  const settings = { DATABASE_URL: url, SANDBOX_API_KEY: 'a_key_of_the_sandbox_for_five_processes' };

  const programs = [1, 2, 3, 4, 5].map(() => runScript('migrate', settings));
  const ends = await Promise.all(programs.map(({ ended }) => ended));

  expect(ends).toEqual([0, 0, 0, 0, 0]);
  expect(tally(programs.map(({ stdout }) => stdout()))).toEqual({
    [names.map((name) => `Applied ${name}.\n`).join('')]: 1,
    'Nothing to do: the database is up to date.\n': 4,
  });
  expect(await rows('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name')).toEqual(
    names.map((migration_name) => ({ migration_name })),
  );
  expect(
    await rows(`SELECT (SELECT count(*)::int FROM "Product") AS products, (SELECT count(*)::int FROM "RatePlan") AS plans,
      (SELECT count(*)::int FROM "Organisation") AS organisations, (SELECT count(*)::int FROM "ApiKey") AS keys,
      (SELECT count(*)::int FROM "FingerprintKey") AS fingerprints`),
  ).toEqual([{ products: 6, plans: 12, organisations: 1, keys: 1, fingerprints: 1 }]);
});

test('a failed migration leaves nothing behind, and the corrected one is applied', async () => {
  const { url, tables, rows } = await database('empty');
  const first = migration('1_first', 'CREATE TABLE one (id int)');
  const broken = migration('2_second', 'CREATE TABLE two (id int); CREATE TABLE one (id int)');
  const third = migration('3_third', 'CREATE TABLE three (id int)');

  const failure = migrate(url, [first, broken, third]);

  await expect(failure).rejects.toThrow(MigrationError);
  await expect(failure).rejects.toThrow('Migration 2_second failed and was rolled back: relation "one" already exists');
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
  const mended = migration('2_second', 'CREATE TABLE two (id int)');
  expect(await migrate(url, [first, mended, third])).toEqual(['2_second', '3_third']);
  expect(await tables()).toEqual(['_prisma_migrations', 'one', 'three', 'two']);
  expect(await rows('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).toEqual(
    ['1_first', '2_second', '3_third'].map((migration_name) => ({ migration_name })),
  );
});

test('a migration whose connection is lost leaves nothing behind, and the next attempt applies it', async () => {
  const { url, tables, rows } = await database('empty');
  await rows('CREATE TABLE busy (id int)');
  const lock = await holdLock(url, 'LOCK TABLE busy');
  const slow = migration('1_slow', 'CREATE TABLE one (id int); ALTER TABLE busy ADD COLUMN name text');

  const failure = migrate(url, [slow]).catch((error: unknown) => error);
  const [migrating] = await lock.awaited();
  await rows(`SELECT pg_terminate_backend(${migrating})`);
  const error = await failure;
  await lock.release();

  expect(await tables()).toEqual(['_prisma_migrations', 'busy']);
  expect(await migrate(url, [slow])).toEqual(['1_slow']);
  expect(await tables()).toEqual(['_prisma_migrations', 'busy', 'one']);
  expect(error).toBeInstanceOf(MigrationError);
  expect((error as Error).message).toMatch(/^Migration 1_slow failed and was rolled back: /);
});

test('a process waits for another one that migrates, and has nothing left to do', async () => {
  const { url, rows } = await database('empty');
  await rows('CREATE TABLE busy (id int)');
  const lock = await holdLock(url, 'LOCK TABLE busy');
  const slow = migration('1_slow', 'ALTER TABLE busy ADD COLUMN name text');

  const both = Promise.all([migrate(url, [slow]), migrate(url, [slow])]);
  await lock.awaited(2);
  await lock.release();

  expect((await both).sort()).toEqual([[], ['1_slow']]);
});

test('a migration that was changed after its application is refused by name, and nothing is applied', async () => {
  const { url, tables } = await database('empty');
  const first = migration('1_first', 'CREATE TABLE one (id int)');
  await migrate(url, [first]);

  const changed = [migration('1_first', 'CREATE TABLE one (id bigint)'), migration('2_second', 'CREATE TABLE two ()')];

  await expect(migrate(url, changed)).rejects.toThrow(
    'Migration 1_first was changed after it had been applied. Restore the file and add a new migration.',
  );
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
});

test('a database with newer migrations is left unchanged without waiting', async () => {
  const { url, pool, rows } = await database('prepared');
  await rows(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
              VALUES ('newer', 'unknown', '99990101000000_of_the_future', now())`);

  expect(await migrate(url)).toEqual([]);
  expect(await pendingMigrations(pool, migrations)).toEqual([]);
});

test('an empty database lacks every migration, and a migration rolled back by Prisma is still pending', async () => {
  const { url, pool, rows } = await database('empty');
  const one = migration('1_one', 'CREATE TABLE one (id int)');

  const before = await pendingMigrations(pool, migrations);
  await migrate(url, []);
  await rows(`INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at)
              VALUES ('rolled back', '${one.checksum}', '1_one', now())`);

  expect(before).toEqual(names);
  expect(await migrate(url, [one])).toEqual(['1_one']);
  expect(await pendingMigrations(pool, [one])).toEqual([]);
});

test('the migrations match the Prisma schema, and a missing column is found', async () => {
  const { url, rows } = await database('prepared');

  const atFirst = await schemaDiff(url);
  await rows('ALTER TABLE "Customer" DROP COLUMN "adminPhone"');

  expect(atFirst).toBe('');
  expect(await schemaDiff(url)).toContain('ADD COLUMN     "adminPhone" TEXT');
});

test('squawk finds no problem in the migrations', async () => {
  const directories = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = directories.map(({ name }) => `prisma/migrations/${name}/migration.sql`);

  const { stdout } = await promisify(execFile)('node_modules/.bin/squawk', files);

  expect(stdout).toContain('Found 0 issues');
});

test('without a reachable database the process reports it and exits with 1, and without a setting with 2', async () => {
  const unreachable = runScript('migrate', { DATABASE_URL: 'postgresql://tenure:hidden@127.0.0.1:1/postgres' });
  const unset = runScript('migrate', {});

  expect([await unreachable.ended, await unset.ended]).toEqual([1, 2]);
  expect(unreachable.stderr()).toBe(
    `Migrating the database "postgres" at 127.0.0.1:1 (DATABASE_URL).\nThe database "postgres" at 127.0.0.1:1 can't be used: connect ECONNREFUSED 127.0.0.1:1. If DATABASE_URL is set, check it.\n`,
  );
  expect(unset.stderr()).toBe(
    "Tenure can't run with these settings:\n  DATABASE_URL: expected a URL, found nothing. `npm start` brings a database of its own.\n",
  );
});
