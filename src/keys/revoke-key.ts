import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { wholeSecond } from '../shared/clock.ts';
import { ourId } from '../shared/input.ts';
import { checkOwnName, checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { KeyNotFoundError } from './errors.ts';
import { lockKey, revokeLiveKey } from './repository.ts';
import { keyRevoked } from './store-key.ts';

export const RevokeKeyInput = z.object({ apiKey: ourId });
export type RevokeKeyInput = z.output<typeof RevokeKeyInput>;

/**
 * Revokes a key for good: from the next request on nobody is who holds it. Revoking it again changes nothing. It may be
 * the very key with which the request came.
 *
 * @throws {NotWhileEmulatingError} when the actor acts on behalf of somebody else
 * @throws {PermissionDeniedError} when the actor lacks `key:manage`
 * @throws {KeyNotFoundError} when no organisation at or below the actor's own has such a key
 */
export async function revokeKey(ctx: UseCaseContext, { apiKey }: RevokeKeyInput): Promise<{ readonly id: number }> {
  orThrow(checkOwnName(ctx.actor));
  orThrow(checkPermission(ctx.actor, 'key:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockKey(tx, ctx, apiKey);
    if (locked === undefined) throw new KeyNotFoundError();
    const { organisationId, moment } = locked;
    if (await revokeLiveKey(tx, organisationId, apiKey, wholeSecond(moment.recordedAt))) {
      recordEvent(tx, ctx, moment, keyRevoked(organisationId, apiKey));
    }
    return { id: apiKey };
  });
}
