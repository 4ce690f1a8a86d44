import { permissionsOf } from '../identity/rules.ts';
import type { Actor } from '../shared/actor.ts';
import { hasCome } from '../shared/clock.ts';
import { isPermission, type Permission, permissions } from '../shared/permission.ts';
import { checkGrant, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { ApiClient } from './types.ts';

/** The reason why a scope is refused: a word is not a permission, or its client lacks it. */
export type ScopeFault = 'UNKNOWN_PERMISSION' | 'BEYOND_CLIENT';

/** Returns a scope in its canonical form: each permission once, in the order of the list of permissions. */
export function scopeText(named: Iterable<Permission>): string {
  const scopes = new Set(named);
  return permissions.filter((permission) => scopes.has(permission)).join(' ');
}

/**
 * Returns the scope of a token from the requested scope and the limit of its client. The permissions of the operator
 * are not checked, because every request determines them from its present roles.
 */
export function tokenScope(asked: string, limit: string | null): Result<string, ScopeFault> {
  const scopes = asked.split(' ');
  if (!scopes.every(isPermission)) return refused('UNKNOWN_PERMISSION');
  const within = limit === null ? scopes : scopes.filter((word) => limit.split(' ').includes(word));
  return within.length < scopes.length ? refused('BEYOND_CLIENT') : allowed(scopeText(scopes));
}

/** Whether a client is revoked or expired at this real time. */
export function hasEnded(client: Pick<ApiClient, 'expiresAt' | 'revokedAt'>, realNow: Temporal.Instant): boolean {
  return client.revokedAt !== null || hasCome(client.expiresAt, realNow);
}

/** The operator of a client, with its present permissions. */
interface Represented {
  readonly id: number;
  readonly isAdmin: boolean;
  readonly granted: readonly string[];
}

/**
 * Checks that an actor may have the secret of a client of this operator. The actor needs all permissions of the client.
 * A client without a scope may get any permission through its operator, so it requires all permissions, except for a
 * client of the actor itself.
 */
export function checkCanGrant(
  actor: Actor,
  operator: Represented,
  scope: string | null,
): Result<void, PermissionDeniedError> {
  const { credential } = actor;
  const isOwn = credential.kind === 'API_CLIENT' && credential.operatorId === operator.id;
  const grows = scope === null && !isOwn;
  return checkGrant(actor, grows ? permissions : permissionsOf({ ...operator, clientScope: scope }));
}
