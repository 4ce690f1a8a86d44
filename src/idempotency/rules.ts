import type { Actor } from '../shared/actor.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { IdempotencyKeyInvalidError } from './errors.ts';

/** How long an answer is kept, at the least. */
export const retention = { hours: 72 } as const;

const maxKeyLength = 255;

/** The key in the values with which the header was sent. */
export function checkKey(values: readonly string[]): Result<string, IdempotencyKeyInvalidError> {
  const [key = '', ...others] = values;
  const isKey = others.length === 0 && key.length <= maxKeyLength && /^[\x20-\x7e]+$/.test(key);
  return isKey ? allowed(key) : refused(new IdempotencyKeyInvalidError());
}

/**
 * Whose keys these are. An organisation's own, whichever of its credentials it uses, so that a retry after a rotation is
 * still one; each operator's, and each one's on whose behalf it acts.
 */
export function scopeOf({ organisationId, credential, onBehalfOfId }: Actor): string {
  const operatorId = credential.kind === 'API_CLIENT' ? credential.operatorId : 0;
  return `${organisationId}/${operatorId}/${onBehalfOfId ?? 0}`;
}
