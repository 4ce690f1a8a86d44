import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { fromDatabaseError } from '../database-error.ts';
import { MigrationError } from '../errors.ts';
import { connectTo, type Pool } from '../pool.ts';

const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

// The lock of Prisma's engine, so that `prisma migrate deploy` and this code exclude each other.
const prismaLockKey = 72_707_369;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma stores it. */
  readonly checksum: string;
}

/** Returns the migrations of this version, in the order of their application. */
export async function readMigrations(directory = migrationsDir): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${directory}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies pending migrations and returns their names. Each migration runs in one transaction together with its row in
 * Prisma's `_prisma_migrations`, so that a failed or killed migration leaves nothing behind and is retried. Concurrent
 * calls are safe: one applies the migrations, and the others wait and find none pending.
 *
 * @throws {MigrationError} if an applied migration differs from its file, or if a migration fails
 * @throws {ConnectionFailedError} if the database is unreachable
 */
export async function migrate(databaseUrl: string, migrations?: readonly Migration[]): Promise<string[]> {
  const client = await connectTo(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLockKey]);
    await client.query(migrationsTable);
    const missing = withoutApplied(migrations ?? (await readMigrations()), await appliedMigrations(client));
    for (const migration of missing) await applyMigration(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Returns the names of the pending migrations. */
export async function pendingMigrations(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  const { rows } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`,
  );
  const applied = rows[0]?.exists ? await appliedMigrations(pool) : [];
  return withoutApplied(migrations, applied).map(({ name }) => name);
}

/** The database lacks migrations of this version. */
export class UnmigratedDatabaseError extends Error {
  override readonly name = 'UnmigratedDatabaseError';

  constructor(pending: readonly string[]) {
    const count = pending.length === 1 ? '1 migration' : `${pending.length} migrations`;
    super(`The database lacks ${count} of this version. Run \`npm run migrate\`, then start this process again.`);
  }
}

/**
 * Checks that a database has all migrations of this version.
 *
 * @throws {UnmigratedDatabaseError} if migrations are pending
 * @throws {UnavailableError} if the database is unreachable
 */
export async function requireMigrated(pool: Pool, migrations: readonly Migration[]): Promise<void> {
  const pending = await pendingMigrations(pool, migrations).catch((error) => {
    throw fromDatabaseError(error);
  });
  if (pending.length > 0) throw new UnmigratedDatabaseError(pending);
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    // If the connection is lost, the server has already rolled back.
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`Migration ${migration.name} failed and was rolled back: ${reason}`, { cause });
  }
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
}

async function appliedMigrations(client: pg.Client | Pool): Promise<AppliedMigration[]> {
  const applied = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return applied.rows;
}

function withoutApplied(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  for (const { name, checksum } of migrations) {
    const found = checksums.get(name);
    if (found !== undefined && found !== checksum) {
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied. Restore the file and add a new migration.`,
      );
    }
  }
  return migrations.filter(({ name }) => !checksums.has(name));
}

const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;
