import sql, { type Sql } from 'sql-template-tag';
import { realMomentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Clock } from '../shared/use-case-context.ts';

/** The position of a sweep: all rows up to this one have been processed. */
export interface Cursor {
  readonly dueAt: Temporal.Instant;
  readonly id: number;
}

export const beginning: Cursor = { dueAt: Temporal.Instant.fromEpochMilliseconds(0), id: 0 };

/** Returns a query for the due rows after the cursor, oldest first: `dueAt`, `id` and `subscriptionId`. */
export type Due = (now: Sql, after: Cursor) => Sql;

/** The ended terms that are not announced, from an index of unannounced terms. */
export const endedTerms: Due = (now, after) => sql`
  SELECT "endsAt" AS "dueAt", "id", "subscriptionId" FROM "Term"
  WHERE NOT "endAnnounced" AND "voidedAt" IS NULL AND "endsAt" <= ${now}
    AND ("endsAt", "id") > (${after.dueAt}, ${after.id}) AND ${inRealTime}
  ORDER BY "endsAt", "id"`;

/** The opened renewal windows that are not announced, from an index of such windows. */
export const openedWindows: Due = (now, after) => sql`
  SELECT "renewalOpensAt" AS "dueAt", "id", "id" AS "subscriptionId" FROM "Subscription"
  WHERE NOT "windowAnnounced" AND "cancelledAt" IS NULL AND "cancelsAt" IS NULL AND "renewalOpensAt" <= ${now}
    AND ("renewalOpensAt", "id") > (${after.dueAt}, ${after.id}) AND ${inRealTime}
  ORDER BY "renewalOpensAt", "id"`;

/**
 * Excludes sandboxes whose clock was moved: moving the clock announces what is due there.
 *
 * Plan trap: for `<> ALL (ARRAY(…))`, PostgreSQL expects no rows if there is only one organisation, and then reads and
 * sorts all due rows for each chunk.
 */
const inRealTime: Sql = sql`
  "organisationId" NOT IN (
    SELECT tree."descendantId" FROM "TestClock" clock
    JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId"
    WHERE clock."standsAt" IS NOT NULL)`;

/** The next due rows of a sweep, and the locked subscriptions among theirs. */
export interface Chunk {
  readonly found: number;
  readonly last: Cursor | undefined;
  readonly subscriptionIds: readonly number[];
  readonly moment: Moment;
}

interface ChunkRow extends Moment {
  readonly found: number;
  readonly lastDueAt: Temporal.Instant | null;
  readonly lastId: number | null;
  readonly subscriptionIds: readonly number[];
}

/**
 * Finds at most `limit` due rows and locks their subscriptions, except those that another transaction has locked. Those
 * belong to verbs, which announce due transitions themselves.
 *
 * The events are written by another statement, because this one sees the locked rows as of before the lock. Plan trap:
 * with a join, PostgreSQL might read all subscriptions.
 */
export async function lockDue(tx: Transaction, clock: Clock, due: Due, after: Cursor, limit: number): Promise<Chunk> {
  const row = await tx.row<ChunkRow>(sql`
    WITH moment AS MATERIALIZED (
      SELECT ${realMomentColumns(clock)}
    ), due AS MATERIALIZED (
      ${due(sql`(SELECT "now" FROM moment)`, after)} LIMIT ${limit}
    ), locked AS MATERIALIZED (
      SELECT "id" FROM "Subscription" WHERE "id" = ANY(ARRAY(SELECT "subscriptionId" FROM due))
      ORDER BY "id" FOR NO KEY UPDATE SKIP LOCKED
    )
    SELECT moment."now", moment."recordedAt", last."dueAt" AS "lastDueAt", last."id" AS "lastId",
           (SELECT count(*)::int FROM due) AS "found", ARRAY(SELECT "id" FROM locked) AS "subscriptionIds"
    FROM moment
    LEFT JOIN (SELECT "dueAt", "id" FROM due ORDER BY "dueAt" DESC, "id" DESC LIMIT 1) last ON true`);
  const { found, lastDueAt, lastId, subscriptionIds, ...moment } = row;
  const last = lastDueAt === null || lastId === null ? undefined : { dueAt: lastDueAt, id: lastId };
  return { found, last, subscriptionIds, moment };
}

/** Locks the subscriptions with due transitions at `now` in the sandbox tree under `testClockId`. */
export async function lockDueInSandbox(tx: Transaction, testClockId: number, now: Temporal.Instant): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    SELECT s."id" FROM "Subscription" s
    WHERE s."organisationId" = ANY(ARRAY(
        SELECT "descendantId" FROM "OrganisationAncestry" WHERE "ancestorId" = ${testClockId}))
      AND s."cancelledAt" IS NULL
      AND ((NOT s."windowAnnounced" AND s."renewalOpensAt" <= ${now})
        OR EXISTS (SELECT FROM "Term" t WHERE t."organisationId" = s."organisationId" AND t."subscriptionId" = s."id"
                   AND NOT t."endAnnounced" AND t."voidedAt" IS NULL AND t."endsAt" <= ${now}))
    ORDER BY s."id" FOR NO KEY UPDATE OF s`);
  return rows.map((row) => row.id);
}

/**
 * Records one event for each unannounced transition of these locked subscriptions that is due at `moment.now`, in
 * calendar order. Returns the organisation of each event. The marks keep the due indexes small; the unique index on
 * events guarantees that each transition is announced once.
 *
 * A window that a scheduled cancellation kept closed opens when the cancellation is withdrawn, not in the past.
 *
 * Plan trap: both updates find rows by subscription. If PostgreSQL could use the due indexes, it might read all due
 * rows for each call. `"opens"` and `isNotVoided` prevent that.
 */
export async function insertDueEvents(
  tx: Pick<Transaction, 'rows'>,
  subscriptionIds: readonly number[],
  moment: Moment,
): Promise<number[]> {
  const rows = await tx.rows<{ organisationId: number }>(sql`
    WITH subscription AS MATERIALIZED (
      SELECT "id", "organisationId", "lastEndsAt", "cancelsAt",
             CASE WHEN "holdCount" > 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END AS "status",
             NOT "windowAnnounced" AND "renewalOpensAt" <= ${moment.now}
               AND "cancelledAt" IS NULL AND "cancelsAt" IS NULL AS "opens"
      FROM "Subscription" WHERE "id" ${isOneOf(subscriptionIds)}
    ), opened AS (
      UPDATE "Subscription" s
      SET "windowAnnounced" = true
      FROM subscription WHERE subscription."opens" AND s."id" = subscription."id"
      RETURNING s."id", s."organisationId", s."lastStartsAt", s."lastEndsAt", s."renewalOpensAt",
                greatest(s."renewalOpensAt", s."updatedAt") AS "dueAt"
    ), ended AS (
      UPDATE "Term" t
      SET "endAnnounced" = true
      FROM subscription s
      WHERE t."organisationId" = s."organisationId" AND t."subscriptionId" = s."id"
        AND NOT t."endAnnounced" AND ${isNotVoided} AND t."endsAt" <= ${moment.now}
      RETURNING t."id" AS "termId", t."organisationId", t."seats", t."endsAt", s."id", s."status",
                CASE WHEN t."endsAt" < s."lastEndsAt" THEN 'termEnded'
                     WHEN s."cancelsAt" = t."endsAt" THEN 'subscriptionCancelled'
                     ELSE 'subscriptionExpired' END AS "verb"
    ), due AS (
      SELECT o."organisationId", o."id", t."id" AS "termId", 'renewalWindowOpened' AS "verb", o."dueAt",
             NULL::jsonb AS "before",
             jsonb_build_object('renewalOpensAt', ${utc(sql`o."renewalOpensAt"`)}, 'endsAt', ${utc(sql`o."lastEndsAt"`)}) AS "after"
      FROM opened o
      JOIN "Term" t ON t."organisationId" = o."organisationId" AND t."subscriptionId" = o."id"
        AND t."startsAt" = o."lastStartsAt" AND t."endsAt" = o."lastEndsAt" AND ${isNotVoided}
      UNION ALL
      SELECT "organisationId", "id", "termId", "verb", "endsAt",
             jsonb_build_object('status', "status", 'seats', "seats", 'endsAt', ${utc(sql`"endsAt"`)}),
             jsonb_build_object('status', CASE "verb" WHEN 'termEnded' THEN "status"
                                                      WHEN 'subscriptionCancelled' THEN 'CANCELLED'
                                                      ELSE 'EXPIRED' END)
      FROM ended
    ), written AS (
      INSERT INTO "Event"
        ("organisationId", "actorKind", "verb", "subjectType", "subjectId", "termId", "before", "after",
         "occurredAt", "recordedAt")
      SELECT "organisationId", 'CALENDAR', "verb", 'SUBSCRIPTION', "id", "termId", "before", "after",
             "dueAt", ${moment.recordedAt}
      FROM due
      ORDER BY "dueAt", "verb" <> 'renewalWindowOpened', "termId"
      ON CONFLICT ("termId", "verb", "occurredAt") WHERE "termId" IS NOT NULL DO NOTHING
      RETURNING "id", "organisationId"
    )
    INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written
    RETURNING "organisationId"`);
  return rows.map((row) => row.organisationId);
}

/**
 * Plan trap: for an array of unknown length, PostgreSQL expects ten rows. For a single id it then considers a new plan
 * cheaper each time, although planning takes four times as long as the work.
 */
function isOneOf(ids: readonly number[]): Sql {
  return ids.length === 1 ? sql`= ${ids[0]}` : sql`= ANY(${ids})`;
}

/** A condition that no partial index on unvoided terms matches. */
const isNotVoided: Sql = sql`coalesce(t."voidedAt", 'infinity') = 'infinity'`;

/** Returns the SQL for an instant as text in UTC, the format of events. */
function utc(instant: Sql): Sql {
  return sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
