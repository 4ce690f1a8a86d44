import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { isAbove, shareTrees } from './tree-repository.ts';

/**
 * Keeps an actor above an organisation until the end of the transaction, for verbs whose effect only organisations
 * above can undo. Call it before locking organisations or subscriptions, which a move locks too.
 *
 * @throws {OrganisationNotFoundError} if the organisation was moved away since the request arrived
 */
export async function lockAsDescendant(tx: Transaction, actor: Actor, organisationId: number): Promise<void> {
  if (!(await isStillAbove(tx, actor, organisationId))) throw new OrganisationNotFoundError();
}

/** Whether an actor is still above an organisation. If so, it stays above until the end of the transaction. */
export async function isStillAbove(tx: Transaction, actor: Actor, organisationId: number): Promise<boolean> {
  if (organisationId === actor.organisationId) return true;
  await shareTrees(tx);
  return isAbove(tx, actor.organisationId, organisationId);
}

/** Runs `work` while no tree of this database changes. It occupies one connection. */
export async function withLockedTrees<Value>({ pool }: TerminalContext, work: () => Promise<Value>): Promise<Value> {
  return inTransaction(pool, async (tx) => {
    await shareTrees(tx);
    return work();
  });
}
