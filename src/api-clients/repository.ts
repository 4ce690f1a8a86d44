import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Clock, UseCaseContext } from '../shared/use-case-context.ts';
import type { ApiClient, KnownClient } from './types.ts';

const clientColumns = sql`
  "id", "organisationId", "operatorId", "clientId", "scope", "expiresAt", "revokedAt"`;

export interface NewApiClient extends Omit<ApiClient, 'id' | 'revokedAt'> {
  readonly name: string;
  readonly createdAt: Temporal.Instant;
}

export async function insertApiClient(tx: Transaction, client: NewApiClient): Promise<number> {
  const { organisationId, operatorId, clientId, name, scope, createdAt, expiresAt } = client;
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "ApiClient" ("organisationId", "operatorId", "clientId", "name", "scope", "createdAt", "expiresAt")
    VALUES (${organisationId}, ${operatorId}, ${clientId}, ${name}, ${scope}, ${createdAt}, ${expiresAt})
    RETURNING "id"`);
  return id;
}

/**
 * Locks a client of an organisation at or below the actor's own. Returns it with the time at which the lock was taken.
 */
export async function lockApiClient(
  tx: Transaction,
  ctx: UseCaseContext,
  id: number,
): Promise<{ readonly client: ApiClient; readonly moment: Moment } | undefined> {
  const [row] = await tx.rows<ApiClient & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${clientColumns} FROM "ApiClient"
      WHERE "id" = ${id} AND "organisationId" = ANY(${ctx.actor.organisationIds})
      FOR NO KEY UPDATE
    )
    SELECT ${clientColumns}, ${momentColumns(tx, ctx)} FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...client } = row;
  return { client, moment: { now, recordedAt } };
}

export async function revokeClientRow(tx: Transaction, id: number, revokedAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`UPDATE "ApiClient" SET "revokedAt" = ${revokedAt} WHERE "id" = ${id}`);
}

export interface NewSecret {
  readonly client: { readonly id: number; readonly organisationId: number };
  readonly hint: string;
  readonly hash: Buffer;
  readonly createdAt: Temporal.Instant;
}

export async function insertSecret(tx: Transaction, { client, hint, hash, createdAt }: NewSecret): Promise<number> {
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "ApiClientSecret" ("organisationId", "apiClientId", "hint", "hash", "createdAt")
    VALUES (${client.organisationId}, ${client.id}, ${hint}, ${hash}, ${createdAt})
    RETURNING "id"`);
  return id;
}

/** Limits the newest secret of a locked client to `until` at the latest, and removes all others. */
export async function retireSecrets(tx: Transaction, clientId: number, until: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    WITH newest AS (
      SELECT "id" FROM "ApiClientSecret" WHERE "apiClientId" = ${clientId} ORDER BY "id" DESC LIMIT 1
    ), removed AS (
      DELETE FROM "ApiClientSecret" WHERE "apiClientId" = ${clientId} AND "id" <> (SELECT "id" FROM newest)
    )
    UPDATE "ApiClientSecret" SET "expiresAt" = least("expiresAt", ${until}) WHERE "id" = (SELECT "id" FROM newest)`);
}

/**
 * Returns the client with this id and secret, if both are valid, its operator is active and its organisation is not
 * archived.
 */
export async function findKnownClient(
  tx: Transaction,
  { realNow }: Clock,
  clientId: string,
  secretHash: Buffer,
): Promise<KnownClient | undefined> {
  const [row] = await tx.rows<KnownClient>(sql`
    SELECT c."id", c."organisationId", c."scope"
    FROM "ApiClient" c
    JOIN "ApiClientSecret" s ON s."organisationId" = c."organisationId" AND s."apiClientId" = c."id"
    JOIN "Operator" operator ON operator."organisationId" = c."organisationId" AND operator."id" = c."operatorId"
    JOIN "Organisation" o ON o."id" = c."organisationId"
    WHERE c."clientId" = ${clientId} AND s."hash" = ${secretHash}
      AND c."revokedAt" IS NULL AND ${isAhead(sql`c."expiresAt"`, realNow)} AND ${isAhead(sql`s."expiresAt"`, realNow)}
      AND operator."isActive" AND o."archivedAt" IS NULL`);
  return row;
}

function isAhead(end: Sql, realNow: Sql): Sql {
  return sql`(${end} IS NULL OR ${end} > ${realNow})`;
}

/**
 * Stores a token that is valid for this number of seconds from now, and records the use of its client. Returns false if
 * the client was revoked since its authentication, for example by a move of its operator.
 */
export async function insertToken(
  tx: Transaction,
  { realNow }: Clock,
  client: KnownClient,
  token: { readonly hash: Buffer; readonly scope: string | null; readonly seconds: number },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    WITH moment AS MATERIALIZED (
      SELECT date_trunc('second', ${realNow}) AS "now"
    ), stamped AS (
      UPDATE "ApiClient" SET "lastUsedAt" = moment."now" FROM moment
      WHERE "id" = ${client.id} AND "organisationId" = ${client.organisationId} AND "revokedAt" IS NULL
      RETURNING "organisationId", "id", moment."now"
    )
    INSERT INTO "AccessToken" ("organisationId", "apiClientId", "hash", "scope", "issuedAt", "expiresAt")
    SELECT "organisationId", "id", ${token.hash}, ${token.scope}, "now",
           "now" + make_interval(secs => ${token.seconds})
    FROM stamped
    RETURNING "id"`);
  return rows.length > 0;
}

/** The client and the times of a token. */
export interface TokenRow {
  readonly clientId: string;
  readonly issuedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** Returns the token with this hash, if its client belongs to the organisation or one below. */
export async function findTokenBelow(
  tx: Transaction,
  organisationId: number,
  hash: Buffer,
): Promise<TokenRow | undefined> {
  const [row] = await tx.rows<TokenRow>(sql`
    SELECT c."clientId", t."issuedAt", t."expiresAt"
    FROM "AccessToken" t
    JOIN "ApiClient" c ON c."organisationId" = t."organisationId" AND c."id" = t."apiClientId"
    JOIN "OrganisationAncestry" a ON a."ancestorId" = ${organisationId} AND a."descendantId" = c."organisationId"
    WHERE t."hash" = ${hash}`);
  return row;
}

/** Revokes a token of this client. */
export async function revokeTokenOf(
  tx: Transaction,
  { realNow }: Clock,
  client: KnownClient,
  hash: Buffer,
): Promise<void> {
  await tx.rows(sql`
    UPDATE "AccessToken" SET "revokedAt" = date_trunc('second', ${realNow})
    WHERE "hash" = ${hash} AND "apiClientId" = ${client.id} AND "revokedAt" IS NULL`);
}

/** Removes at most `limit` tokens that expired before `before`, and returns their number. */
export async function removeExpiredTokens(tx: Transaction, before: Temporal.Instant, limit: number): Promise<number> {
  const rows = await tx.rows(sql`
    DELETE FROM "AccessToken" WHERE "id" IN (
      SELECT "id" FROM "AccessToken" WHERE "expiresAt" < ${before} ORDER BY "expiresAt" LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    RETURNING "id"`);
  return rows.length;
}
