import { z } from 'zod';
import { readRealMoment } from '../db/clock.ts';
import { inTransaction } from '../db/transaction.ts';
import { recordTerminalEvent } from '../events/record-event.ts';
import { ourId } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { KeyNotFoundError } from './errors.ts';
import { findKeys, revokeLiveKey } from './repository.ts';

export const RevokeKeyInput = z.object({ organisation: ourId, key: ourId });
export type RevokeKeyInput = z.output<typeof RevokeKeyInput>;

/**
 * Revokes a key for good: from the next request on nobody is who holds it. Revoking it again changes nothing.
 *
 * @throws {KeyNotFoundError} when the organisation has no such key
 */
export async function revokeKey({ pool, clock }: TerminalContext, input: RevokeKeyInput): Promise<void> {
  const { organisation: organisationId, key: id } = input;
  await inTransaction(pool, async (tx) => {
    const keys = await findKeys(tx, organisationId);
    if (!keys.some((key) => key.id === id)) throw new KeyNotFoundError();
    const moment = await readRealMoment(tx, clock);
    if (!(await revokeLiveKey(tx, organisationId, id, moment.now))) return;
    await recordTerminalEvent(tx, moment, {
      verb: 'revokeKey',
      organisationId,
      subjectType: 'KEY',
      subjectId: id,
      before: { isRevoked: false },
      after: { isRevoked: true },
    });
  });
}
