import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { ourId } from '../shared/input.ts';
import { checkGrant, checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { RoleInUseError } from './errors.ts';
import { openRole } from './open-role.ts';
import { deleteRole, findHolders } from './role-repository.ts';
import { allowedBy } from './rules.ts';

export const RemoveRoleInput = z.object({ role: ourId });
export type RemoveRoleInput = z.output<typeof RemoveRoleInput>;

/**
 * Permanently removes a role that no operator has.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:manage`, or a permission of the role
 * @throws {RoleNotFoundError} if there is no such role at or below the actor's organisation
 * @throws {RoleBuiltInError} if the role is built in
 * @throws {RoleInUseError} if operators have the role
 */
export async function removeRole(ctx: UseCaseContext, input: RemoveRoleInput): Promise<{ id: number }> {
  orThrow(checkPermission(ctx.actor, 'operator:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const { role, moment } = await openRole(tx, ctx, input.role);
    const { id, organisationId, permissions } = role;
    orThrow(checkGrant(ctx.actor, allowedBy(role)));
    const holders = await findHolders(tx, id);
    if (holders.length > 0) throw new RoleInUseError(holders.length);
    await deleteRole(tx, id);
    recordEvent(tx, ctx, moment, {
      verb: 'removeRole',
      organisationId,
      subjectType: 'ROLE',
      subjectId: id,
      before: { permissions },
      after: null,
    });
    return { id };
  });
}
