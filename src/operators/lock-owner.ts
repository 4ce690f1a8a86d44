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
 * Locks the organisation of operators and roles. It cannot be archived meanwhile, and e-mail addresses and role names
 * stay unique. Returns it with the time at which the lock was taken.
 *
 * @throws {DomainError} `missing`, if the organisation is no longer at or below the actor's own
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
