import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Clock } from '../shared/use-case-context.ts';
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

/** Whether this call revoked the key; false when the organisation has no such key, or it was revoked before. */
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

/** Lets one process seed at a time; the others wait, and then find what it made. */
export async function lockSeeding(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('tenure: seed'))`);
}

/** The key with this name in any sandbox, alive or revoked, with its hash. */
export async function findSandboxKey(tx: Transaction, name: string): Promise<{ hash: Buffer } | undefined> {
  const [row] = await tx.rows<{ hash: Buffer }>(sql`
    SELECT k."hash" FROM "ApiKey" k JOIN "Organisation" o ON o."id" = k."organisationId"
    WHERE k."name" = ${name} AND o."sandbox" ORDER BY k."id" LIMIT 1`);
  return row;
}

export interface ActorRow {
  readonly keyId: number;
  readonly organisationId: number;
  readonly organisationIds: readonly number[];
  readonly testClockId: number | null;
  readonly now: Temporal.Instant;
  readonly realNow: Temporal.Instant;
  readonly lastUsedAt: Temporal.Instant | null;
}

/** Whose live key this is, what that organisation may see, and what time it is there: all in one statement. */
export async function findActor(tx: Transaction, { realNow }: Clock, hash: Buffer): Promise<ActorRow | undefined> {
  const [row] = await tx.rows<ActorRow>(sql`
    SELECT k."id" AS "keyId", k."organisationId", k."lastUsedAt", clock."organisationId" AS "testClockId",
           coalesce(clock."standsAt", date_trunc('second', ${realNow})) AS "now",
           date_trunc('second', ${realNow}) AS "realNow",
           ARRAY(SELECT "descendantId" FROM "OrganisationAncestry"
                 WHERE "ancestorId" = k."organisationId") AS "organisationIds"
    FROM "ApiKey" k
    LEFT JOIN ("TestClock" clock JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId")
      ON tree."descendantId" = k."organisationId"
    WHERE k."hash" = ${hash} AND k."revokedAt" IS NULL`);
  return row;
}

export async function stampKey(tx: Transaction, keyId: number, usedAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`UPDATE "ApiKey" SET "lastUsedAt" = ${usedAt} WHERE "id" = ${keyId}`);
}
