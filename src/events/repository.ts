import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { NewEvent, SubjectType, TimelineEvent, UntiedEvent } from './types.ts';

/** The cause of an event. */
export interface Cause {
  readonly actorKind: 'API_KEY' | 'API_CLIENT' | 'TERMINAL';
  readonly actorOrganisationId: number | null;
  readonly actorKeyId: number | null;
  readonly actorClientId: number | null;
  readonly actorOperatorId: number | null;
  readonly onBehalfOfId: number | null;
}

/** The columns of a cause with their types, as the column definitions of a record set. */
export const causeDefinitions = raw(
  '"actorKind" text, "actorOrganisationId" int, "actorKeyId" int, "actorClientId" int, "actorOperatorId" int, "onBehalfOfId" int',
);

/** The values of the columns of a cause, or expressions for them. */
type CauseColumns = { readonly [Column in keyof Cause]: Cause[Column] | Sql };

const causeOfSubject: CauseColumns = {
  actorKind: sql`subject."actorKind"`,
  actorOrganisationId: sql`subject."actorOrganisationId"`,
  actorKeyId: sql`subject."actorKeyId"`,
  actorClientId: sql`subject."actorClientId"`,
  actorOperatorId: sql`subject."actorOperatorId"`,
  onBehalfOfId: sql`subject."onBehalfOfId"`,
};

/** The time of an event, and the request that caused it. */
export interface Occasion extends Moment {
  readonly requestId: string | null;
}

export function insertEvent(tx: Transaction, event: NewEvent, cause: Cause, occasion: Occasion): void {
  const { now, recordedAt, requestId } = occasion;
  const source = sql`
    (VALUES (${event.subjectId}::int, ${now}::timestamptz, ${recordedAt}::timestamptz, ${requestId}, '{}'::jsonb))
    AS subject ("id", "now", "recordedAt", "requestId", "facts")`;
  tx.write(sql`
    WITH written AS (${eventInsertion(event, cause, source)})
    INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written`);
}

/**
 * Returns the event of a statement as two members of a WITH clause, which insert the event and add it to the events to
 * be sealed. `subject` is a member with one row per subject: its "id", the "now" and "recordedAt" of the change, the
 * "requestId", and the "facts" of this subject as JSON, which are added to the common facts.
 */
export function eventMembers(event: UntiedEvent, cause: Cause, subject: Sql): Sql {
  return membersWith(event, cause, subject);
}

/**
 * Returns the events of several requests, like `eventMembers`. `subject` also has the "organisationId" of each subject,
 * and the columns of its cause.
 */
export function eventMembersOfRequests(event: Omit<UntiedEvent, 'organisationId'>, subject: Sql): Sql {
  return membersWith({ ...event, organisationId: sql`subject."organisationId"` }, causeOfSubject, subject);
}

/** An event whose organisation is a value or an expression. */
type EventColumns = Omit<UntiedEvent, 'organisationId'> & { readonly organisationId: number | Sql };

function membersWith(event: EventColumns, cause: CauseColumns, subject: Sql): Sql {
  return sql`
    written AS (${eventInsertion(event, cause, sql`${subject} AS subject`)}),
    unsealed AS (
      INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written
    )`;
}

function eventInsertion(event: EventColumns, cause: CauseColumns, source: Sql): Sql {
  return sql`
    INSERT INTO "Event"
      ("organisationId", "actorKind", "actorOrganisationId", "actorKeyId", "actorClientId", "actorOperatorId",
       "onBehalfOfId", "requestId", "verb", "subjectType", "subjectId", "before", "after", "occurredAt", "recordedAt")
    SELECT ${event.organisationId}::int, ${cause.actorKind}, ${cause.actorOrganisationId}::int, ${cause.actorKeyId}::int,
           ${cause.actorClientId}::int, ${cause.actorOperatorId}::int, ${cause.onBehalfOfId}::int, subject."requestId",
           ${event.verb}, ${event.subjectType}, subject."id", ${json(event.before)}::jsonb,
           ${json(event.after)}::jsonb || subject."facts", subject."now", subject."recordedAt"
    FROM ${source}
    RETURNING "id", "organisationId"`;
}

/** Returns the events of a subject that belongs to one of these organisations, newest first. */
export function findEventsDoneTo(
  tx: Transaction,
  organisationIds: readonly number[],
  { subjectType, subjectId, limit }: { subjectType: SubjectType; subjectId: number; limit: number },
): Promise<TimelineEvent[]> {
  const isSubject = sql`e."subjectType" = ${subjectType} AND e."subjectId" = ${subjectId}`;
  return findTimeline(tx, organisationIds, isSubject, limit);
}

/** Returns the events caused by an operator of one of these organisations, newest first. */
export function findEventsDoneBy(
  tx: Transaction,
  organisationIds: readonly number[],
  { operator, limit }: { operator: number; limit: number },
): Promise<TimelineEvent[]> {
  const isDoer = sql`e."actorOperatorId" = ${operator} AND operator."id" IS NOT NULL`;
  return findTimeline(tx, organisationIds, isDoer, limit);
}

/** Operators of other organisations are returned as null, because the reader cannot see them. */
function findTimeline(
  tx: Transaction,
  organisationIds: readonly number[],
  condition: Sql,
  limit: number,
): Promise<TimelineEvent[]> {
  return tx.rows<TimelineEvent>(sql`
    SELECT e."id", e."verb", e."subjectType", e."subjectId", subject."name" AS "operatorName",
           operator."id" AS "operatorId", other."id" AS "onBehalfOfId", e."occurredAt"
    FROM "Event" e
    LEFT JOIN "Operator" subject ON e."subjectType" = 'OPERATOR' AND subject."id" = e."subjectId"
      AND subject."organisationId" = ANY(${organisationIds})
    LEFT JOIN "Operator" operator
      ON operator."id" = e."actorOperatorId" AND operator."organisationId" = ANY(${organisationIds})
    LEFT JOIN "Operator" other ON other."id" = e."onBehalfOfId" AND other."organisationId" = ANY(${organisationIds})
    WHERE e."organisationId" = ANY(${organisationIds}) AND ${condition}
    ORDER BY e."id" DESC LIMIT ${limit}`);
}

function json(facts: unknown): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
