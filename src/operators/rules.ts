import { permissionsOf } from '../identity/rules.ts';
import type { Actor } from '../shared/actor.ts';
import type { Permission } from '../shared/permission.ts';
import { checkGrant, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { OwnRightsError, RoleBuiltInError, RoleNotFoundError } from './errors.ts';
import type { OperatorProfile, Role } from './types.ts';

/** Whether a profile contains a member that affects authentication. Such a member cannot be set during emulation. */
export function touchesCredentials(profile: {
  readonly twoFactor?: boolean | undefined;
  readonly mustResetPassword?: boolean | undefined;
}): boolean {
  return profile.twoFactor !== undefined || profile.mustResetPassword !== undefined;
}

/** Returns the permissions of an operator with these roles, as if it were enabled. */
export function mayDo(
  { isAdmin, roles: roleIds }: Pick<OperatorProfile, 'isAdmin' | 'roles'>,
  roles: readonly Role[],
): ReadonlySet<Permission> {
  const held = roles.filter(({ id }) => roleIds.includes(id));
  return permissionsOf({ isAdmin, granted: held.flatMap(({ permissions }) => permissions) });
}

/** Returns the permissions of a role. Names of former permissions are ignored. */
export function allowedBy({ permissions }: Pick<Role, 'permissions'>): ReadonlySet<Permission> {
  return permissionsOf({ isAdmin: false, granted: permissions });
}

/** Checks that all requested roles exist. */
export function checkRolesFound(
  roleIds: readonly number[],
  roles: readonly Pick<Role, 'id'>[],
): Result<void, RoleNotFoundError> {
  const missing = roleIds.filter((roleId) => !roles.some(({ id }) => id === roleId));
  return missing.length === 0 ? allowed(undefined) : refused(new RoleNotFoundError(missing));
}

/**
 * Checks that an actor may change these permissions. The actor must have all permissions of the operator or role,
 * before and after the change. Otherwise an actor that manages operators could enable, move or take over a more
 * powerful operator.
 */
export function checkCanGrant(
  actor: Actor,
  before: Iterable<Permission>,
  after: Iterable<Permission>,
): Result<void, PermissionDeniedError> {
  return checkGrant(actor, [...before, ...after]);
}

/**
 * Checks that an actor does not change its own permissions, so that it can neither extend them nor lock itself out.
 * Emulation does not circumvent this. Keys are not operators.
 */
export function checkNotOwnRights(actor: Actor, operatorIds: readonly number[]): Result<void, OwnRightsError> {
  const { credential, onBehalfOfId } = actor;
  const selves = [onBehalfOfId, credential.kind === 'API_CLIENT' ? credential.operatorId : null];
  return operatorIds.some((id) => selves.includes(id)) ? refused(new OwnRightsError()) : allowed(undefined);
}

/** Whether these members affect the permissions of an operator. */
export function touchesRights(changed: readonly string[]): boolean {
  const rights = ['organisation', 'isAdmin', 'isActive', 'roles'];
  return changed.some((member) => rights.includes(member));
}

/** Checks that a role is not built in. */
export function checkNotBuiltIn(role: Pick<Role, 'builtIn'>): Result<void, RoleBuiltInError> {
  return role.builtIn === null ? allowed(undefined) : refused(new RoleBuiltInError());
}
