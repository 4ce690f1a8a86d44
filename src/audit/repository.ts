import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { AuditCheckpoint, EventRow, Seal, SealedRow } from './types.ts';

const eventColumns = sql`
  e."id"::text AS "id", e."organisationId", e."actorKind", e."actorOrganisationId", e."actorKeyId", e."actorClientId",
  e."actorOperatorId", e."onBehalfOfId", e."verb", e."subjectType", e."subjectId", e."termId", e."requestId",
  e."before"::text AS "before", e."after"::text AS "after", e."occurredAt"::text AS "occurredAt",
  e."recordedAt"::text AS "recordedAt"`;

/** Returns the organisations with unsealed events. */
export async function findUnsealedOrganisations(tx: Transaction): Promise<number[]> {
  const rows = await tx.rows<{ organisationId: number }>(sql`
    SELECT DISTINCT "organisationId" FROM "UnsealedEvent" ORDER BY "organisationId"`);
  return rows.map(({ organisationId }) => organisationId);
}

/** Takes the lock of a chain until the end of the transaction. Returns false if another sealer holds it. */
export async function tryLockChain(tx: Transaction, organisationId: number): Promise<boolean> {
  const { isOurs } = await tx.row<{ isOurs: boolean }>(sql`
    SELECT pg_try_advisory_xact_lock(hashtext('tenure: audit chain'), ${organisationId}) AS "isOurs"`);
  return isOurs;
}

/** Returns the oldest unsealed events. Rows that request a second seal for an event are ignored and kept. */
export function findUnsealed(tx: Transaction, organisationId: number, limit: number): Promise<EventRow[]> {
  return tx.rows<EventRow>(sql`
    SELECT ${eventColumns}
    FROM "UnsealedEvent" u
    JOIN "Event" e ON e."id" = u."eventId" AND e."organisationId" = u."organisationId"
    WHERE u."organisationId" = ${organisationId}
      AND NOT EXISTS (SELECT FROM "AuditSeal" s WHERE s."eventId" = u."eventId")
    ORDER BY u."eventId" LIMIT ${limit}`);
}

const checkpointColumns = sql`
  "organisationId" AS "organisation", "sequence"::float8 AS "sequence", encode("hash", 'hex') AS "hash", "sealedAt"`;

/** Returns the newest seal of a chain. */
export async function findNewestSeal(tx: Transaction, organisationId: number): Promise<AuditCheckpoint | undefined> {
  const [row] = await tx.rows<AuditCheckpoint>(sql`
    SELECT ${checkpointColumns} FROM "AuditSeal" WHERE "organisationId" = ${organisationId}
    ORDER BY "sequence" DESC LIMIT 1`);
  return row;
}

/** Returns the newest seals of all chains. */
export function findNewestSeals(tx: Transaction): Promise<AuditCheckpoint[]> {
  return tx.rows<AuditCheckpoint>(sql`
    SELECT ${checkpointColumns}
    FROM "Organisation" o
    CROSS JOIN LATERAL (
      SELECT "organisationId", "sequence", "hash", "sealedAt" FROM "AuditSeal" WHERE "organisationId" = o."id"
      ORDER BY "sequence" DESC LIMIT 1
    ) newest
    ORDER BY "organisationId"`);
}

/** Appends seals to a chain and removes their events from the unsealed ones. */
export async function insertSeals(
  tx: Transaction,
  organisationId: number,
  seals: readonly Seal[],
  sealedAt: Temporal.Instant,
): Promise<void> {
  const column = (name: keyof Seal): Sql => sql`${seals.map((seal) => String(seal[name]))}::text[]`;
  await tx.rows(sql`
    WITH sealed AS (
      INSERT INTO "AuditSeal"
        ("organisationId", "sequence", "eventId", "contentHash", "previousHash", "hash", "sealedAt")
      SELECT ${organisationId}::int, "sequence"::bigint, "eventId"::bigint, decode("contentHash", 'hex'),
             decode("previousHash", 'hex'), decode("hash", 'hex'), ${sealedAt}::timestamptz
      FROM unnest(${column('sequence')}, ${column('eventId')}, ${column('contentHash')}, ${column('previousHash')},
                  ${column('hash')}) AS new("sequence", "eventId", "contentHash", "previousHash", "hash")
      RETURNING "eventId"
    )
    DELETE FROM "UnsealedEvent" u USING sealed WHERE u."eventId" = sealed."eventId"`);
}

/** Returns the next rows of a chain, in its order. */
export async function findSealedRows(
  tx: Transaction,
  organisationId: number,
  after: number,
  limit: number,
): Promise<SealedRow[]> {
  const rows = await tx.rows<
    Omit<Seal, 'eventId'> & EventRow & { readonly sealedId: string; readonly id: string | null }
  >(
    sql`
    SELECT s."sequence"::float8 AS "sequence", s."eventId"::text AS "sealedId",
           encode(s."contentHash", 'hex') AS "contentHash", encode(s."previousHash", 'hex') AS "previousHash",
           encode(s."hash", 'hex') AS "hash", ${eventColumns}
    FROM "AuditSeal" s
    LEFT JOIN "Event" e ON e."id" = s."eventId"
    WHERE s."organisationId" = ${organisationId} AND s."sequence" > ${after}
    ORDER BY s."sequence" LIMIT ${limit}`,
  );
  return rows.map(({ sequence, sealedId: eventId, contentHash, previousHash, hash, ...event }) => {
    return { sequence, eventId, contentHash, previousHash, hash, event: event.id === null ? null : event };
  });
}

/**
 * A range of the events of an organisation, and those in it that are neither in one of these chains nor waiting to be
 * sealed.
 */
export interface Stretch {
  /** The last event of the range. Null if there were no more events. */
  readonly last: string | null;
  readonly outsiders: readonly string[];
}

export function findOutsiders(
  tx: Transaction,
  organisationId: number,
  chains: readonly number[],
  after: string,
  length: number,
): Promise<Stretch> {
  return tx.row<Stretch>(sql`
    WITH stretch AS (
      SELECT "id" FROM "Event" WHERE "organisationId" = ${organisationId} AND "id" > ${after}::bigint
      ORDER BY "id" LIMIT ${length}
    )
    SELECT (SELECT max("id")::text FROM stretch) AS "last", ARRAY(
      SELECT x."id"::text FROM stretch x
      WHERE NOT EXISTS (SELECT FROM "AuditSeal" s WHERE s."eventId" = x."id" AND s."organisationId" = ANY(${chains}))
        AND NOT EXISTS (SELECT FROM "UnsealedEvent" u WHERE u."eventId" = x."id")
      ORDER BY x."id") AS "outsiders"`);
}

export function findEvents(tx: Transaction, ids: readonly string[]): Promise<EventRow[]> {
  return tx.rows<EventRow>(sql`
    SELECT ${eventColumns} FROM "Event" e WHERE e."id" = ANY(${ids}::bigint[]) ORDER BY e."id"`);
}

/** Returns the number of unsealed events, and the ids of those that were removed. */
export async function findWaiting(
  tx: Transaction,
  organisationId: number,
): Promise<{ readonly unsealed: number; readonly gone: readonly string[] }> {
  return tx.row(sql`
    SELECT count(e."id")::float8 AS "unsealed",
           coalesce(array_agg(u."eventId"::text ORDER BY u."eventId") FILTER (WHERE e."id" IS NULL), '{}') AS "gone"
    FROM "UnsealedEvent" u
    LEFT JOIN "Event" e ON e."id" = u."eventId" AND e."organisationId" = u."organisationId"
    WHERE u."organisationId" = ${organisationId}
      AND NOT EXISTS (SELECT FROM "AuditSeal" s WHERE s."eventId" = u."eventId")`);
}

/** Returns the ids of all organisations. */
export async function findOrganisationIds(tx: Transaction): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`SELECT "id" FROM "Organisation" ORDER BY "id"`);
  return rows.map(({ id }) => id);
}
