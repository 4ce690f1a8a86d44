import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

export async function insertFingerprintKey(tx: Transaction, key: Buffer): Promise<void> {
  await tx.rows(sql`INSERT INTO "FingerprintKey" ("id", "key") VALUES (1, ${key}) ON CONFLICT DO NOTHING`);
}

export async function findFingerprintKey(tx: Transaction): Promise<Buffer | undefined> {
  const [row] = await tx.rows<{ key: Buffer }>(sql`SELECT "key" FROM "FingerprintKey" WHERE "id" = 1`);
  return row?.key;
}
