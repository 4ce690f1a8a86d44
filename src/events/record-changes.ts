import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { recordEvent } from './record-event.ts';
import type { EventFacts, EventVerb, NewEvent } from './types.ts';

/** The verbs by which changes of a subject are known. */
interface ChangeVerbs {
  readonly update: EventVerb;
  readonly archive: EventVerb;
  readonly restore: EventVerb;
}

/** A subject before or after a change, as its event shows it. */
interface Version {
  readonly facts: EventFacts;
  readonly archivedAt: Temporal.Instant | null;
}

/**
 * Records a change of a subject that can be archived: one event for changed members, one for archiving or restoring it.
 * Returns whether anything changed. `changed` names the members, as some values are personal.
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
