import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { isAbove, shareTrees } from './tree-repository.ts';

/**
 * Keeps an actor above an organisation until the end of the transaction, for a verb that leaves behind what only those
 * above can undo. To be called before anything else is locked.
 *
 * @throws {OrganisationNotFoundError} when it has been moved away since the request came in
 */
export async function stayAbove(tx: Transaction, actor: Actor, organisationId: number): Promise<void> {
  if (organisationId === actor.organisationId) return;
  await shareTrees(tx);
  if (!(await isAbove(tx, actor.organisationId, organisationId))) throw new OrganisationNotFoundError();
}

/** Does some work while no tree of this database changes. Takes a connection for as long. */
export async function whileTreesStand<Value>({ pool }: TerminalContext, work: () => Promise<Value>): Promise<Value> {
  return inTransaction(pool, async (tx) => {
    await shareTrees(tx);
    return work();
  });
}
