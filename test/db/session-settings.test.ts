import type pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openPool } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { createDatabase } from '../support/databases.ts';

const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'TimeZone'];

async function settingsIn(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(
    'SELECT current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [names],
  );
  return rows.map(({ value }) => value);
}

// R13. `/ready` holds the settings of a running gateway against the same values (test/operations/poolers.test.ts).
test('every session of both pools starts with limits for statements, locks and idle transactions', async () => {
  const pool = openPool(await createDatabase('prepared'), { size: 2, onError: () => undefined });
  const readingPool = new ReadingPool(pool);
  onTestFinished(async () => {
    await readingPool.end();
    await pool.end();
  });

  expect(await settingsIn(pool)).toEqual(['30s', '5s', '30s', 'UTC']);
  expect(await settingsIn(readingPool)).toEqual(['30s', '5s', '30s', 'UTC']);
});
