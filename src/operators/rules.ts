import { permissionsOf } from '../identity/rules.ts';
import type { Actor } from '../shared/actor.ts';
import type { Permission } from '../shared/permission.ts';
import { checkGrant, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { OwnRightsError, RoleBuiltInError, RoleNotFoundError } from './errors.ts';
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

/** What a role allows. Words that are no permission any more mean nothing. */
export function allowedBy({ permissions }: Pick<Role, 'permissions'>): ReadonlySet<Permission> {
  return permissionsOf({ isAdmin: false, granted: permissions });
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
 * Whether an actor may turn what may do the one into what may do the other. Who may more than the actor, before or
 * afterwards, is not the actor's to change, and neither is a role that allows more: whoever manages operators could else
 * enable, move, or take over with another e-mail whom they like.
 */
export function checkCanGrant(
  actor: Actor,
  before: Iterable<Permission>,
  after: Iterable<Permission>,
): Result<void, PermissionDeniedError> {
  return checkGrant(actor, [...before, ...after]);
}

/**
 * Whether the actor leaves alone what it may do itself: nobody raises themselves, and nobody locks themselves out. An
 * operator is itself also through who acts on its behalf; keys are no operators.
 */
export function checkNotOwnRights(actor: Actor, operatorIds: readonly number[]): Result<void, OwnRightsError> {
  const { credential, onBehalfOfId } = actor;
  const selves = [onBehalfOfId, credential.kind === 'API_CLIENT' ? credential.operatorId : null];
  return operatorIds.some((id) => selves.includes(id)) ? refused(new OwnRightsError()) : allowed(undefined);
}

/** Whether these changed members of an operator are about what it may do. */
export function touchesRights(changed: readonly string[]): boolean {
  const rights = ['organisation', 'isAdmin', 'isActive', 'roles'];
  return changed.some((member) => rights.includes(member));
}

/** Whether a role can be changed or removed. */
export function checkNotBuiltIn(role: Pick<Role, 'builtIn'>): Result<void, RoleBuiltInError> {
  return role.builtIn === null ? allowed(undefined) : refused(new RoleBuiltInError());
}
