import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { NewEvent } from './types.ts';

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

export async function insertEvent(tx: Transaction, event: NewEvent, cause: Cause, moment: Moment): Promise<void> {
  await tx.rows(sql`
    WITH written AS (
      INSERT INTO "Event"
        ("organisationId", "actorKind", "actorOrganisationId", "actorKeyId", "actorClientId", "actorOperatorId",
         "onBehalfOfId", "requestId", "verb", "subjectType", "subjectId", "before", "after", "occurredAt", "recordedAt")
      VALUES
        (${event.organisationId}, ${cause.actorKind}, ${cause.actorOrganisationId}, ${cause.actorKeyId},
         ${cause.actorClientId}, ${cause.actorOperatorId}, ${cause.onBehalfOfId}, ${cause.requestId}, ${event.verb}, ${event.subjectType}, ${event.subjectId}, ${json(event.before)}::jsonb, ${json(event.after)}::jsonb,
         ${moment.now}, ${moment.recordedAt})
      RETURNING "id", "organisationId"
    )
    INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written`);
}

function json(facts: unknown): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
