import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { isAbove, shareTrees } from './tree-repository.ts';

/**
 * Keeps an actor above an organisation until the end of the transaction, for a verb that leaves behind what only those
 * above can undo. To be called before anything is locked that a move locks: organisations and
 * subscriptions.
 *
 * @throws {OrganisationNotFoundError} when it has been moved away since the request came in
 */
export async function lockAsDescendant(tx: Transaction, actor: Actor, organisationId: number): Promise<void> {
  if (!(await isStillAbove(tx, actor, organisationId))) throw new OrganisationNotFoundError();
}

/** Whether an actor is above an organisation still and, if so, until the end of the transaction. */
export async function isStillAbove(tx: Transaction, actor: Actor, organisationId: number): Promise<boolean> {
  if (organisationId === actor.organisationId) return true;
  await shareTrees(tx);
  return isAbove(tx, actor.organisationId, organisationId);
}

/** Does some work while no tree of this database changes. Takes a connection for as long. */
export async function withLockedTrees<Value>({ pool }: TerminalContext, work: () => Promise<Value>): Promise<Value> {
  return inTransaction(pool, async (tx) => {
    await shareTrees(tx);
    return work();
  });
}
