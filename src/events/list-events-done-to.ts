import { onConnection } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findEventsDoneTo } from './repository.ts';
import type { SubjectType, TimelineEvent } from './types.ts';

export interface ListEventsDoneToInput {
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  /** The largest number of events to return. */
  readonly limit: number;
}

/**
 * Returns the events of a subject, newest first. The subject must belong to the actor's organisation or one below.
 * Returns an empty list if it does not, or never existed.
 *
 * @throws {PermissionDeniedError} if the actor lacks `audit:view`
 */
export async function listEventsDoneTo(
  { pool, actor }: UseCaseContext,
  input: ListEventsDoneToInput,
): Promise<TimelineEvent[]> {
  orThrow(checkPermission(actor, 'audit:view'));
  return onConnection(pool, (tx) => findEventsDoneTo(tx, actor.organisationIds, input));
}
