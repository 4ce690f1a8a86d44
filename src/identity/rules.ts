import { isPermission, type Permission, permissions } from '../shared/permission.ts';

/** The permissions of a credential before its scopes are applied. */
export interface Holder {
  /** The permissions of the operator's roles. Null for a key, which has all permissions. */
  readonly granted: readonly string[] | null;
  readonly isAdmin: boolean | null;
  /** The permissions to which the client or its token is limited, separated by spaces. Null means no limit. */
  readonly clientScope?: string | null;
  readonly tokenScope?: string | null;
}

/**
 * Returns the permissions of a credential: those of its roles, or all for an administrator and for a key, limited by
 * the scopes of the client and the token. Names of former permissions are ignored.
 */
export function permissionsOf(holder: Holder): ReadonlySet<Permission> {
  const isUnlimited = holder.granted === null || holder.isAdmin;
  const granted = isUnlimited ? all : new Set((holder.granted ?? []).filter(isPermission));
  return [holder.clientScope, holder.tokenScope].reduce(withinScope, granted);
}

const all: ReadonlySet<Permission> = new Set(permissions);

/** Returns the permissions in an OAuth scope, which is separated by spaces. */
export function scopeOf(scope: string): Permission[] {
  return scope.split(' ').filter(isPermission);
}

function withinScope(granted: ReadonlySet<Permission>, scope: string | null | undefined): ReadonlySet<Permission> {
  return scope === null || scope === undefined ? granted : granted.intersection(new Set(scopeOf(scope)));
}
