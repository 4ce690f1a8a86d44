import { onConnection } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findEventsDoneBy } from './repository.ts';
import type { TimelineEvent } from './types.ts';

export interface ListEventsDoneByInput {
  /** Our id of the operator. */
  readonly operator: number;
  /** How many of them at the most. */
  readonly limit: number;
}

/**
 * What an operator of the actor's organisation, or of one below it, did there, newest first, in its own name or on
 * behalf of another; nothing where the operator is elsewhere or was never there.
 *
 * @throws {PermissionDeniedError} when the actor lacks `audit:view`
 */
export async function listEventsDoneBy(
  { pool, actor }: UseCaseContext,
  input: ListEventsDoneByInput,
): Promise<TimelineEvent[]> {
  orThrow(checkPermission(actor, 'audit:view'));
  return onConnection(pool, (tx) => findEventsDoneBy(tx, actor.organisationIds, input));
}
