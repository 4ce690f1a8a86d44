import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Moment } from '../shared/clock.ts';

/** Where a sweep goes on: everything up to this row has been looked at. */
export interface Cursor {
  readonly dueAt: Temporal.Instant;
  readonly id: number;
}

export interface DueRow extends Cursor {
  readonly subscriptionId: number;
}

export const beginning: Cursor = { dueAt: Temporal.Instant.fromEpochMilliseconds(0), id: 0 };

/** The next ended terms that nobody has announced, oldest first, by an index that holds only unannounced terms. */
export function findEndedTerms(
  tx: Transaction,
  now: Temporal.Instant,
  after: Cursor,
  limit: number,
): Promise<DueRow[]> {
  return tx.rows<DueRow>(sql`
    SELECT "endsAt" AS "dueAt", "id", "subscriptionId" FROM "Term"
    WHERE NOT "endAnnounced" AND "voidedAt" IS NULL AND "endsAt" <= ${now}
      AND ("endsAt", "id") > (${after.dueAt}, ${after.id}) AND ${inRealTime}
    ORDER BY "endsAt", "id" LIMIT ${limit}`);
}

/** The next renewal windows that have opened unannounced, oldest first, by an index that holds only such windows. */
export function findOpenedWindows(
  tx: Transaction,
  now: Temporal.Instant,
  after: Cursor,
  limit: number,
): Promise<DueRow[]> {
  return tx.rows<DueRow>(sql`
    SELECT "renewalOpensAt" AS "dueAt", "id", "id" AS "subscriptionId" FROM "Subscription"
    WHERE NOT "windowAnnounced" AND "cancelledAt" IS NULL AND "cancelsAt" IS NULL AND "renewalOpensAt" <= ${now}
      AND ("renewalOpensAt", "id") > (${after.dueAt}, ${after.id}) AND ${inRealTime}
    ORDER BY "renewalOpensAt", "id" LIMIT ${limit}`);
}

/** A sandbox whose clock was moved is none of the calendar's business: moving the clock announces what is due there. */
const inRealTime: Sql = sql`
  "organisationId" <> ALL (ARRAY(
    SELECT tree."descendantId" FROM "TestClock" clock
    JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId"
    WHERE clock."standsAt" IS NOT NULL))`;

/** Locks what nobody else is working on. Who holds the rest is a verb, and verbs announce what is due themselves. */
export async function lockIdleSubscriptions(tx: Transaction, subscriptionIds: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    SELECT "id" FROM "Subscription" WHERE "id" = ANY(${subscriptionIds}) ORDER BY "id" FOR NO KEY UPDATE SKIP LOCKED`);
  return rows.map((row) => row.id);
}

/** Locks what is due at `now` in the sandbox tree under `testClockId`. */
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
 * Writes one event for every transition of these (locked) subscriptions that is due at `moment.now` and not announced,
 * in the order in which the calendar made them, and answers the organisation of each. The marks keep the due indexes
 * small; that each transition is announced once is promised by the unique index on the event.
 *
 * A window that a scheduled cancellation kept shut opens when the cancellation is taken back, not in the past.
 */
export async function insertDueEvents(
  tx: Transaction,
  subscriptionIds: readonly number[],
  moment: Moment,
): Promise<number[]> {
  const rows = await tx.rows<{ organisationId: number }>(sql`
    WITH opened AS (
      UPDATE "Subscription"
      SET "windowAnnounced" = true
      WHERE "id" = ANY(${subscriptionIds}) AND NOT "windowAnnounced" AND "renewalOpensAt" <= ${moment.now}
        AND "cancelledAt" IS NULL AND "cancelsAt" IS NULL
      RETURNING "id", "organisationId", "lastStartsAt", "lastEndsAt", "renewalOpensAt",
                greatest("renewalOpensAt", "updatedAt") AS "dueAt"
    ), ended AS (
      UPDATE "Term" t
      SET "endAnnounced" = true
      FROM "Subscription" s
      WHERE s."id" = ANY(${subscriptionIds})
        AND t."organisationId" = s."organisationId" AND t."subscriptionId" = s."id"
        AND NOT t."endAnnounced" AND t."voidedAt" IS NULL AND t."endsAt" <= ${moment.now}
      RETURNING t."id" AS "termId", t."organisationId", t."seats", t."endsAt", s."id",
                CASE WHEN s."holdCount" > 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END AS "status",
                CASE WHEN t."endsAt" < s."lastEndsAt" THEN 'termEnded'
                     WHEN s."cancelsAt" = t."endsAt" THEN 'subscriptionCancelled'
                     ELSE 'subscriptionExpired' END AS "verb"
    ), due AS (
      SELECT o."organisationId", o."id", t."id" AS "termId", 'renewalWindowOpened' AS "verb", o."dueAt",
             NULL::jsonb AS "before",
             jsonb_build_object('renewalOpensAt', ${utc(sql`o."renewalOpensAt"`)}, 'endsAt', ${utc(sql`o."lastEndsAt"`)}) AS "after"
      FROM opened o
      JOIN "Term" t ON t."organisationId" = o."organisationId" AND t."subscriptionId" = o."id"
        AND t."startsAt" = o."lastStartsAt" AND t."endsAt" = o."lastEndsAt" AND t."voidedAt" IS NULL
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

/** The instant as text, as everywhere else in events. */
function utc(instant: Sql): Sql {
  return sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
