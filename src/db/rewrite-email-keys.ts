import sql, { raw, type Sql } from 'sql-template-tag';
import { emailKey } from '../shared/email-key.ts';
import type { Pool } from './pool.ts';
import { onConnection } from './transactions/transaction.ts';

const tables = [raw('"User"'), raw('"Operator"')];

/**
 * Rewrites e-mail keys from before domains were compared in their IDNA form. If another row already has the new key,
 * both rows stay unchanged, and `emailKeys` finds each by its address as written. So no data makes this function fail,
 * and the next run tries the remaining rows again.
 */
export async function rewriteEmailKeys(pool: Pool): Promise<void> {
  for (const table of tables) {
    for (const row of await rowsWithFormerKeys(pool, table)) {
      const key = emailKey(row.email);
      if (key !== row.emailKey) await rewriteKey(pool, table, row, key);
    }
  }
}

interface KeyedRow {
  readonly id: number;
  readonly email: string;
  readonly emailKey: string;
}

/** ASCII keys have not changed. The other keys have an index. */
function rowsWithFormerKeys(pool: Pool, table: Sql): Promise<KeyedRow[]> {
  return onConnection(pool, (tx) =>
    tx.rows<KeyedRow>(sql`
      SELECT "id", "email", "emailKey" FROM ${table}
      WHERE octet_length("emailKey") <> char_length("emailKey")
      ORDER BY "id"`),
  );
}

async function rewriteKey(pool: Pool, table: Sql, row: KeyedRow, key: string): Promise<void> {
  try {
    await onConnection(pool, (tx) =>
      tx.rows(sql`
        UPDATE ${table} former SET "emailKey" = ${key}
        WHERE former."id" = ${row.id} AND former."emailKey" = ${row.emailKey} AND NOT EXISTS (
          SELECT FROM ${table} other
          WHERE other."organisationId" = former."organisationId" AND other."emailKey" = ${key})`),
    );
  } catch (error) {
    // Another transaction took the key at the same time.
    if (!isUniqueViolation(error)) throw error;
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
