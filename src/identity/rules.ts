import { isPermission, type Permission, permissions } from '../shared/permission.ts';

/** What may be done with a credential, before it is narrowed down. */
export interface Holder {
  /** What the roles of its operator allow; null for a key, which may do everything. */
  readonly granted: readonly string[] | null;
  readonly isAdmin: boolean | null;
  /** The permissions that the client or its token was limited to, separated by spaces; null for no limit. */
  readonly clientScope?: string | null;
  readonly tokenScope?: string | null;
}

/**
 * What the holder of a credential may do: what its roles say, everything for an administrator and for a key, and never
 * more than the scopes of the client and of the token allow. Words that are no permission any more mean nothing.
 */
export function permissionsOf(holder: Holder): ReadonlySet<Permission> {
  const isUnlimited = holder.granted === null || holder.isAdmin;
  const granted = isUnlimited ? all : new Set((holder.granted ?? []).filter(isPermission));
  return [holder.clientScope, holder.tokenScope].reduce(withinScope, granted);
}

const all: ReadonlySet<Permission> = new Set(permissions);

/** The permissions that a scope names, as OAuth writes them: separated by spaces. */
export function scopeOf(scope: string): Permission[] {
  return scope.split(' ').filter(isPermission);
}

function withinScope(granted: ReadonlySet<Permission>, scope: string | null | undefined): ReadonlySet<Permission> {
  return scope === null || scope === undefined ? granted : granted.intersection(new Set(scopeOf(scope)));
}
