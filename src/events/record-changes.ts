import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { recordEvent } from './record-event.ts';
import type { EventFacts, EventVerb, NewEvent } from './types.ts';

/** The verbs for the changes of a subject. */
interface ChangeVerbs {
  readonly update: EventVerb;
  readonly archive: EventVerb;
  readonly restore: EventVerb;
}

/** A subject before or after a change, as recorded in its event. */
interface Version {
  readonly facts: EventFacts;
  readonly archivedAt: Temporal.Instant | null;
}

/**
 * Records a change of a subject that can be archived: one event for changed members, and one for archiving or
 * restoring. Returns whether anything changed. `changed` contains names only, because some values are personal data.
 */
export function recordChanges(
  tx: Transaction,
  ctx: UseCaseContext,
  moment: Moment,
  subject: Pick<NewEvent, 'organisationId' | 'subjectType' | 'subjectId'>,
  verbs: ChangeVerbs,
  {
    before,
    after,
    changed,
  }: { readonly before: Version; readonly after: Version; readonly changed: readonly string[] },
): boolean {
  if (changed.length > 0) {
    const facts = { before: before.facts, after: { ...after.facts, changed } };
    recordEvent(tx, ctx, moment, { ...subject, verb: verbs.update, ...facts });
  }
  if (before.archivedAt === after.archivedAt) return changed.length > 0;
  recordEvent(tx, ctx, moment, {
    ...subject,
    verb: after.archivedAt === null ? verbs.restore : verbs.archive,
    before: { archivedAt: before.archivedAt },
    after: { archivedAt: after.archivedAt },
  });
  return true;
}
