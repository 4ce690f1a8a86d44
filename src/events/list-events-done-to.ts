import { onConnection } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findEventsDoneTo } from './repository.ts';
import type { SubjectType, TimelineEvent } from './types.ts';

export interface ListEventsDoneToInput {
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  /** How many of them at the most. */
  readonly limit: number;
}

/**
 * What was done to a thing of the actor's organisation or of one below it, newest first; nothing where the thing is
 * elsewhere or was never there.
 *
 * @throws {PermissionDeniedError} when the actor lacks `audit:view`
 */
export async function listEventsDoneTo(
  { pool, actor }: UseCaseContext,
  input: ListEventsDoneToInput,
): Promise<TimelineEvent[]> {
  orThrow(checkPermission(actor, 'audit:view'));
  return onConnection(pool, (tx) => findEventsDoneTo(tx, actor.organisationIds, input));
}
