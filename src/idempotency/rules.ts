import type { Actor } from '../shared/actor.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { IdempotencyKeyInvalidError } from './errors.ts';

/** The time for which responses are stored. */
export const retention = { hours: 72 } as const;

const maxKeyLength = 255;

/** Returns the key in the values of the header. */
export function checkKey(values: readonly string[]): Result<string, IdempotencyKeyInvalidError> {
  const [key = '', ...others] = values;
  const isKey = others.length === 0 && key.length <= maxKeyLength && /^[\x20-\x7e]+$/.test(key);
  return isKey ? allowed(key) : refused(new IdempotencyKeyInvalidError());
}

/**
 * Returns the scope of keys. The keys of an organisation are shared by its API keys, so that a retry works after a
 * rotation. Each operator has its own scope, and one for each operator on whose behalf it acts.
 */
export function scopeOf({ organisationId, credential, onBehalfOfId }: Actor): string {
  const operatorId = credential.kind === 'API_CLIENT' ? credential.operatorId : 0;
  return `${organisationId}/${operatorId}/${onBehalfOfId ?? 0}`;
}
