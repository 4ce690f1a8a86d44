import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Clock } from '../shared/use-case-context.ts';

interface KeptAnswer {
  readonly requestHash: Buffer;
  readonly answer: Buffer;
}

/** Whether nobody else holds the lock of this key; if so, it is held until the end of the transaction. */
export async function lockKey(tx: Transaction, keyHash: Buffer): Promise<boolean> {
  const lock = keyHash.readBigInt64BE();
  const { isLocked } = await tx.row<{ isLocked: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${lock}::bigint) AS "isLocked"`,
  );
  return isLocked;
}

/** What was answered under this key. Asked for once the lock is held: an earlier statement may have seen less. */
export async function findAnswer(tx: Transaction, scope: string, keyHash: Buffer): Promise<KeptAnswer | undefined> {
  const [kept] = await tx.rows<KeptAnswer>(sql`
    SELECT "requestHash", "answer" FROM "IdempotencyRecord" WHERE "scope" = ${scope} AND "keyHash" = ${keyHash}`);
  return kept;
}

export interface NewAnswer extends KeptAnswer {
  readonly scope: string;
  readonly keyHash: Buffer;
}

/** Keeps an answer for so many hours of real time. */
export async function insertAnswer(tx: Transaction, { realNow }: Clock, kept: NewAnswer, hours: number): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "IdempotencyRecord" ("scope", "keyHash", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT ${kept.scope}, ${kept.keyHash}::bytea, ${kept.requestHash}::bytea, ${kept.answer}::bytea,
      clock."now", clock."now" + make_interval(hours => ${hours})
    FROM (SELECT date_trunc('second', ${realNow}) AS "now") clock`);
}

/** Removes so many of the answers whose time is over, and tells how many there were. */
export async function deleteExpiredAnswers(tx: Transaction, { realNow }: Clock, limit: number): Promise<number> {
  const deleted = await tx.rows(sql`
    DELETE FROM "IdempotencyRecord" WHERE ("scope", "keyHash") IN (
      SELECT "scope", "keyHash" FROM "IdempotencyRecord" WHERE "expiresAt" <= ${realNow}
      ORDER BY "expiresAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING 1`);
  return deleted.length;
}
