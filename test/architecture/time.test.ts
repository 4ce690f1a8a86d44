import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';

const sqlTime =
  /(?<!performance\.)\b(now\(\)|clock_timestamp|statement_timestamp|transaction_timestamp|current_timestamp|localtimestamp)/i;

/** Prisma's own bookkeeping of migrations is no domain time. */
const exempt = ['db/transactions/clock.ts', 'db/server/migrate.ts'];

test('only one place reads the time of the database', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('db/generated') && !exempt.includes(path),
  );

  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((path) => sqlTime.test(readFileSync(`src/${path}`, 'utf8')))).toEqual([]);
});

test('no column has a default time, and every domain instant is in whole seconds', async () => {
  const client = new pg.Client({ connectionString: await createDatabase() });
  await client.connect();

  const { rows } = await client.query(
    `SELECT table_name || '.' || column_name AS name, column_default, datetime_precision
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type LIKE 'timestamp%'`,
  );
  await client.end();

  expect(rows.filter((row) => row.column_default !== null)).toEqual([]);
  expect(
    rows
      .filter((row) => row.datetime_precision !== 0)
      .map((row) => row.name)
      .sort(),
  ).toEqual(['AuditSeal.sealedAt', 'Event.recordedAt', 'WorkerHeartbeat.seenAt']);
});
