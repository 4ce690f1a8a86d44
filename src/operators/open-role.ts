import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { RoleNotFoundError } from './errors.ts';
import { lockOwner } from './lock-owner.ts';
import { findOwnerOfRole, lockRole } from './role-repository.ts';
import { checkNotBuiltIn } from './rules.ts';
import type { Role } from './types.ts';

/**
 * Finds and locks a role that the actor may change. The organisation is locked first; all code uses this order.
 *
 * @throws {RoleNotFoundError} if there is no such role at or below the actor's organisation
 * @throws {RoleBuiltInError} if the role is built in
 */
export async function openRole(
  tx: Transaction,
  ctx: UseCaseContext,
  roleId: number,
): Promise<{ role: Role; moment: Moment }> {
  const organisationId = await findOwnerOfRole(tx, ctx.actor, roleId);
  const missing = new RoleNotFoundError([roleId]);
  if (organisationId === undefined) throw missing;
  await lockOwner(tx, ctx, organisationId, missing);
  const locked = await lockRole(tx, ctx, organisationId, roleId);
  if (locked === undefined) throw missing;
  orThrow(checkNotBuiltIn(locked.role));
  return locked;
}
