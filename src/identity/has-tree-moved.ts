import { onShared } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findTreeVersion } from './repository.ts';

/**
 * Whether an organisation was moved in the actor's tree since the actor was authenticated. The scope of the actor is as
 * of its authentication, but the response may show a later tree.
 */
export async function hasTreeMoved({ pool, actor }: UseCaseContext): Promise<boolean> {
  const version = await onShared(pool, (tx) => findTreeVersion(tx, actor.organisationId));
  return version !== actor.treeVersion;
}
