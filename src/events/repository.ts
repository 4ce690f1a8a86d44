import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { NewEvent, SubjectType, TimelineEvent } from './types.ts';

/** Who caused an event, and through which request. */
export interface Cause {
  readonly actorKind: 'API_KEY' | 'API_CLIENT' | 'TERMINAL';
  readonly actorOrganisationId: number | null;
  readonly actorKeyId: number | null;
  readonly actorClientId: number | null;
  readonly actorOperatorId: number | null;
  readonly onBehalfOfId: number | null;
  readonly requestId: string | null;
}

export function insertEvent(tx: Transaction, event: NewEvent, cause: Cause, moment: Moment): void {
  tx.write(sql`
    WITH written AS (
      INSERT INTO "Event"
        ("organisationId", "actorKind", "actorOrganisationId", "actorKeyId", "actorClientId", "actorOperatorId",
         "onBehalfOfId", "requestId", "verb", "subjectType", "subjectId", "before", "after", "occurredAt", "recordedAt")
      VALUES
        (${event.organisationId}, ${cause.actorKind}, ${cause.actorOrganisationId}, ${cause.actorKeyId},
         ${cause.actorClientId}, ${cause.actorOperatorId}, ${cause.onBehalfOfId}, ${cause.requestId},
         ${event.verb}, ${event.subjectType}, ${event.subjectId}, ${json(event.before)}::jsonb, ${json(event.after)}::jsonb,
         ${moment.now}, ${moment.recordedAt})
      RETURNING "id", "organisationId"
    )
    INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written`);
}

/** What was done to a thing of one of these organisations, newest first. */
export function findEventsDoneTo(
  tx: Transaction,
  organisationIds: readonly number[],
  { subjectType, subjectId, limit }: { subjectType: SubjectType; subjectId: number; limit: number },
): Promise<TimelineEvent[]> {
  const isSubject = sql`e."subjectType" = ${subjectType} AND e."subjectId" = ${subjectId}`;
  return findTimeline(tx, organisationIds, isSubject, limit);
}

/** What an operator of one of these organisations did there, newest first. */
export function findEventsDoneBy(
  tx: Transaction,
  organisationIds: readonly number[],
  { operator, limit }: { operator: number; limit: number },
): Promise<TimelineEvent[]> {
  const isDoer = sql`e."actorOperatorId" = ${operator} AND operator."id" IS NOT NULL`;
  return findTimeline(tx, organisationIds, isDoer, limit);
}

/** Operators of other organisations are nobody whom the reader knows. */
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
