import { onShared } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findTreeVersion } from './repository.ts';

/**
 * Whether anything was moved in the actor's tree since it was authenticated. What it is allowed to see is of then; what
 * an answer shows of the tree may be of later.
 */
export async function hasTreeMoved({ pool, actor }: UseCaseContext): Promise<boolean> {
  const version = await onShared(pool, (tx) => findTreeVersion(tx, actor.organisationId));
  return version !== actor.treeVersion;
}
