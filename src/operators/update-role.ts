import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { differing } from '../shared/changes.ts';
import { optional, ourId, text } from '../shared/input.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { RoleNameTakenError } from './errors.ts';
import { permissionList } from './input.ts';
import { openRole } from './open-role.ts';
import { findHolders, isRoleNameTaken, updateRoleRow } from './role-repository.ts';
import { allowedBy, checkCanGrant, checkNotOwnRights } from './rules.ts';

export const UpdateRoleInput = z.object({
  role: ourId,
  name: optional(text(255, 'NAME')),
  permissions: optional(permissionList),
});
export type UpdateRoleInput = z.output<typeof UpdateRoleInput>;

/**
 * Renames a role or replaces its permissions, with immediate effect for all operators that have it. Absent members stay
 * unchanged. If nothing would change, nothing is written.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:manage`, or a permission of the role before or after the
 * change
 * @throws {RoleNotFoundError} if there is no such role at or below the actor's organisation
 * @throws {RoleBuiltInError} if the role is built in
 * @throws {OwnRightsError} if an operator would change the permissions of its own role
 * @throws {RoleNameTakenError} if the organisation has another role with this name
 */
export async function updateRole(ctx: UseCaseContext, input: UpdateRoleInput): Promise<{ id: number }> {
  orThrow(checkPermission(ctx.actor, 'operator:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const { role, moment } = await openRole(tx, ctx, input.role);
    const { id, organisationId } = role;
    const updated = { ...role, name: input.name ?? role.name, permissions: input.permissions ?? role.permissions };
    const changed = differing(role, updated, ['name', 'permissions']);
    orThrow(checkCanGrant(ctx.actor, allowedBy(role), allowedBy(updated)));
    if (changed.length === 0) return { id };
    if (changed.includes('permissions')) orThrow(checkNotOwnRights(ctx.actor, await findHolders(tx, id)));
    if (await isRoleNameTaken(tx, updated)) throw new RoleNameTakenError();
    await updateRoleRow(tx, updated, moment.now);
    recordEvent(tx, ctx, moment, {
      verb: 'updateRole',
      organisationId,
      subjectType: 'ROLE',
      subjectId: id,
      before: { permissions: role.permissions },
      after: { permissions: updated.permissions, changed },
    });
    return { id };
  });
}
