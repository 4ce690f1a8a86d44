import { permissionsOf } from '../identity/rules.ts';
import type { Actor } from '../shared/actor.ts';
import { hasCome } from '../shared/clock.ts';
import { isPermission, type Permission, permissions } from '../shared/permission.ts';
import { checkGrant, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { ApiClient } from './types.ts';

/** Why a token can't be limited as asked: a word that is no permission, or one that its client has not got. */
export type ScopeFault = 'UNKNOWN_PERMISSION' | 'BEYOND_CLIENT';

/** A scope as it is stored and answered: each permission once, in the order in which all are listed. */
export function scopeText(named: Iterable<Permission>): string {
  const scopes = new Set(named);
  return permissions.filter((permission) => scopes.has(permission)).join(' ');
}

/**
 * The scope of a token, from the words that were asked for and the limit of its client. Whether the operator has these
 * permissions is no matter here: that is looked up at every request, because roles change.
 */
export function tokenScope(asked: string, limit: string | null): Result<string, ScopeFault> {
  const scopes = asked.split(' ');
  if (!scopes.every(isPermission)) return refused('UNKNOWN_PERMISSION');
  const within = limit === null ? scopes : scopes.filter((word) => limit.split(' ').includes(word));
  return within.length < scopes.length ? refused('BEYOND_CLIENT') : allowed(scopeText(scopes));
}

/** Whether a client can still get tokens at this real time, as far as it alone is concerned. */
export function hasEnded(client: Pick<ApiClient, 'expiresAt' | 'revokedAt'>, realNow: Temporal.Instant): boolean {
  return client.revokedAt !== null || hasCome(client.expiresAt, realNow);
}

/** An operator for whom a client acts, and what it may do now. */
interface Represented {
  readonly id: number;
  readonly isAdmin: boolean;
  readonly granted: readonly string[];
}

/**
 * Whether an actor may hold the secret of a client of this operator: it takes all that the client may do. One without a
 * scope may do whatever its operator is ever given, so that takes everything, but for a client of one's own.
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
