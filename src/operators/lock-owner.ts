import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { lockOrganisation } from '../organisations/for-other-features.ts';
import { isStillAbove } from '../organisations/tree-lock.ts';
import type { Organisation } from '../organisations/types.ts';
import type { Moment } from '../shared/clock.ts';
import type { DomainError } from '../shared/domain-error.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/**
 * Locks the organisation of operators and roles, so that it is not archived meanwhile and that its e-mails and names of
 * roles are given away once, and tells the time at which the lock is held.
 *
 * @throws {DomainError} `missing`, when it is not at or below the actor's own any more
 */
export async function lockOwner(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  missing: DomainError = new OrganisationNotFoundError(),
): Promise<{ organisation: Organisation; moment: Moment }> {
  if (!(await isStillAbove(tx, ctx.actor, organisationId))) throw missing;
  const locked = await lockOrganisation(tx, organisationId, momentColumns(tx, ctx));
  if (locked === undefined) throw missing;
  return locked;
}
