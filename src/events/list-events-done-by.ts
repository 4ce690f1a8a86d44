import { onConnection } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findEventsDoneBy } from './repository.ts';
import type { TimelineEvent } from './types.ts';

export interface ListEventsDoneByInput {
  /** Our id of the operator. */
  readonly operator: number;
  /** The largest number of events to return. */
  readonly limit: number;
}

/**
 * Returns the events caused by an operator, newest first, in its own name or on behalf of another operator. The
 * operator must belong to the actor's organisation or one below. Returns an empty list if it does not, or never
 * existed.
 *
 * @throws {PermissionDeniedError} if the actor lacks `audit:view`
 */
export async function listEventsDoneBy(
  { pool, actor }: UseCaseContext,
  input: ListEventsDoneByInput,
): Promise<TimelineEvent[]> {
  orThrow(checkPermission(actor, 'audit:view'));
  return onConnection(pool, (tx) => findEventsDoneBy(tx, actor.organisationIds, input));
}
