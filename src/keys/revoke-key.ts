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
 * Permanently revokes a key, with effect from the next request on. A repeated call changes nothing. A key can revoke
 * itself.
 *
 * @throws {NotWhileEmulatingError} if the actor acts on behalf of another operator
 * @throws {PermissionDeniedError} if the actor lacks `key:manage`
 * @throws {KeyNotFoundError} if no organisation at or below the actor's own has such a key
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
