import { permissionsOf } from '../identity/rules.ts';
import type { Actor } from '../shared/actor.ts';
import type { Permission } from '../shared/permission.ts';
import { checkGrant, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { OwnRightsError, RoleNotFoundError } from './errors.ts';
import type { OperatorProfile, Role } from './types.ts';

/** Whether a profile member tells how somebody proves who they are: nobody sets that on somebody else's behalf. */
export function touchesCredentials(profile: {
  readonly twoFactor?: boolean | undefined;
  readonly mustResetPassword?: boolean | undefined;
}): boolean {
  return profile.twoFactor !== undefined || profile.mustResetPassword !== undefined;
}

/** What an operator with these roles may do, or might do again once it is enabled. */
export function mayDo(
  { isAdmin, roles: roleIds }: Pick<OperatorProfile, 'isAdmin' | 'roles'>,
  roles: readonly Role[],
): ReadonlySet<Permission> {
  const held = roles.filter(({ id }) => roleIds.includes(id));
  return permissionsOf({ isAdmin, granted: held.flatMap(({ permissions }) => permissions) });
}

/** Whether these roles are all that are asked for. */
export function checkRolesFound(
  roleIds: readonly number[],
  roles: readonly Pick<Role, 'id'>[],
): Result<void, RoleNotFoundError> {
  const missing = roleIds.filter((roleId) => !roles.some(({ id }) => id === roleId));
  return missing.length === 0 ? allowed(undefined) : refused(new RoleNotFoundError(missing));
}

/**
 * Whether an actor may make one operator of another: who may more than the actor, before or afterwards, is not the
 * actor's to change. Or whoever manages operators would enable, move, or take over with another e-mail whom they like.
 */
export function checkReach(
  actor: Actor,
  before: Iterable<Permission>,
  after: Iterable<Permission>,
): Result<void, PermissionDeniedError> {
  return checkGrant(actor, [...before, ...after]);
}

/** Whether this operator is calling, in its own name or through who acts on its behalf. Keys are no operators. */
export function isSelf({ credential, onBehalfOfId }: Actor, operatorId: number): boolean {
  return onBehalfOfId === operatorId || (credential.kind === 'API_CLIENT' && credential.operatorId === operatorId);
}

/** Whether an operator leaves alone what it may do itself: nobody raises themselves, and nobody locks themselves out. */
export function checkNotOwnRights(
  actor: Actor,
  operatorId: number,
  changed: readonly string[],
): Result<void, OwnRightsError> {
  const rights = ['organisation', 'isAdmin', 'isActive', 'roles'];
  const isOwn = isSelf(actor, operatorId) && changed.some((member) => rights.includes(member));
  return isOwn ? refused(new OwnRightsError()) : allowed(undefined);
}
