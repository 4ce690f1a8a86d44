import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { NewEvent } from './types.ts';

/** Who caused an event, and through which request. */
export interface Cause {
  readonly actorKind: 'API_KEY' | 'TERMINAL';
  readonly actorOrganisationId: number | null;
  readonly actorKeyId: number | null;
  readonly requestId: string | null;
}

export async function insertEvent(tx: Transaction, event: NewEvent, cause: Cause, moment: Moment): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "Event"
      ("organisationId", "actorKind", "actorOrganisationId", "actorKeyId", "requestId",
       "verb", "subjectType", "subjectId", "before", "after", "occurredAt", "recordedAt")
    VALUES
      (${event.organisationId}, ${cause.actorKind}, ${cause.actorOrganisationId}, ${cause.actorKeyId}, ${cause.requestId},
       ${event.verb}, ${event.subjectType}, ${event.subjectId}, ${json(event.before)}::jsonb, ${json(event.after)}::jsonb,
       ${moment.now}, ${moment.recordedAt})`);
}

function json(facts: unknown): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
