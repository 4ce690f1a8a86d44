import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Clock } from '../shared/use-case-context.ts';

interface KeptAnswer {
  readonly requestHash: Buffer;
  readonly answer: Buffer;
}

/** Takes the lock of a key until the end of the transaction. Returns false if another transaction holds it. */
export async function lockKey(tx: Transaction, keyHash: Buffer): Promise<boolean> {
  const lock = keyHash.readBigInt64BE();
  const { isLocked } = await tx.row<{ isLocked: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${lock}::bigint) AS "isLocked"`,
  );
  return isLocked;
}

/** Returns the stored response of a key. Call it after taking the lock, because an earlier statement may not see it. */
export async function findAnswer(tx: Transaction, scope: string, keyHash: Buffer): Promise<KeptAnswer | undefined> {
  const [kept] = await tx.rows<KeptAnswer>(sql`
    SELECT "requestHash", "answer" FROM "IdempotencyRecord" WHERE "scope" = ${scope} AND "keyHash" = ${keyHash}`);
  return kept;
}

export interface NewAnswer extends KeptAnswer {
  readonly scope: string;
  readonly keyHash: Buffer;
}

/** Stores a response for this many hours of real time. */
export async function insertAnswer(tx: Transaction, { realNow }: Clock, kept: NewAnswer, hours: number): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "IdempotencyRecord" ("scope", "keyHash", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT ${kept.scope}, ${kept.keyHash}::bytea, ${kept.requestHash}::bytea, ${kept.answer}::bytea,
      clock."now", clock."now" + make_interval(hours => ${hours})
    FROM (SELECT date_trunc('second', ${realNow}) AS "now") clock`);
}

/** Removes at most `limit` expired responses, and returns their number. */
export async function deleteExpiredAnswers(tx: Transaction, { realNow }: Clock, limit: number): Promise<number> {
  const deleted = await tx.rows(sql`
    DELETE FROM "IdempotencyRecord" WHERE ("scope", "keyHash") IN (
      SELECT "scope", "keyHash" FROM "IdempotencyRecord" WHERE "expiresAt" <= ${realNow}
      ORDER BY "expiresAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING 1`);
  return deleted.length;
}
