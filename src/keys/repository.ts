import sql from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { ApiKey } from './types.ts';

export interface NewApiKey {
  readonly organisationId: number;
  readonly name: string | null;
  readonly hint: string;
  readonly hash: Buffer;
  readonly createdAt: Temporal.Instant;
}

export async function insertKey(tx: Transaction, key: NewApiKey): Promise<number> {
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "ApiKey" ("organisationId", "name", "hint", "hash", "createdAt")
    VALUES (${key.organisationId}, ${key.name}, ${key.hint}, ${key.hash}, ${key.createdAt})
    RETURNING "id"`);
  return id;
}

export function findKeys(tx: Transaction, organisationId: number): Promise<ApiKey[]> {
  return tx.rows<ApiKey>(sql`
    SELECT "id", "organisationId", "name", "hint", "createdAt", "lastUsedAt", "revokedAt"
    FROM "ApiKey" WHERE "organisationId" = ${organisationId} ORDER BY "id"`);
}

/** Locks a key of an organisation at or below the actor's own. Returns the time at which the lock was taken. */
export async function lockKey(
  tx: Transaction,
  ctx: UseCaseContext,
  id: number,
): Promise<{ readonly organisationId: number; readonly moment: Moment } | undefined> {
  const [row] = await tx.rows<{ organisationId: number } & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT "organisationId" FROM "ApiKey"
      WHERE "id" = ${id} AND "organisationId" = ANY(${ctx.actor.organisationIds})
      FOR NO KEY UPDATE
    )
    SELECT "organisationId", ${momentColumns(tx, ctx)} FROM locked`);
  return row && { organisationId: row.organisationId, moment: { now: row.now, recordedAt: row.recordedAt } };
}

/** Revokes a key. Returns false if the organisation has no such key or it is already revoked. */
export async function revokeLiveKey(
  tx: Transaction,
  organisationId: number,
  id: number,
  revokedAt: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    UPDATE "ApiKey" SET "revokedAt" = ${revokedAt}
    WHERE "id" = ${id} AND "organisationId" = ${organisationId} AND "revokedAt" IS NULL
    RETURNING "id"`);
  return rows.length > 0;
}

/** Takes the lock of seeding. Other processes wait, and then find the result. */
export async function lockSeeding(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('tenure: seed'))`);
}

/** Returns the hash of the key with this name in any sandbox, whether live or revoked. */
export async function findSandboxKey(tx: Transaction, name: string): Promise<{ hash: Buffer } | undefined> {
  const [row] = await tx.rows<{ hash: Buffer }>(sql`
    SELECT k."hash" FROM "ApiKey" k JOIN "Organisation" o ON o."id" = k."organisationId"
    WHERE k."name" = ${name} AND o."sandbox" ORDER BY k."id" LIMIT 1`);
  return row;
}
