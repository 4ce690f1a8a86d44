import { z } from 'zod';
import { readRealMoment } from '../db/transactions/clock.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordTerminalEvent } from '../events/record-event.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { findOrganisation } from '../organisations/for-other-features.ts';
import { ourId } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { KeyNotFoundError } from './errors.ts';
import { findKeys, revokeLiveKey } from './repository.ts';
import { keyRevoked } from './store-key.ts';

export const RevokeKeyAtTerminalInput = z.object({ organisation: ourId, key: ourId });
export type RevokeKeyAtTerminalInput = z.output<typeof RevokeKeyAtTerminalInput>;

/**
 * Permanently revokes a key of any organisation, even an archived one. A repeated call changes nothing.
 *
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 * @throws {KeyNotFoundError} if the organisation has no such key
 */
export async function revokeKeyAtTerminal(
  { pool, clock }: TerminalContext,
  input: RevokeKeyAtTerminalInput,
): Promise<void> {
  const { organisation: organisationId, key: id } = input;
  await inTransaction(pool, async (tx) => {
    if ((await findOrganisation(tx, organisationId)) === undefined) throw new OrganisationNotFoundError();
    const keys = await findKeys(tx, organisationId);
    if (!keys.some((key) => key.id === id)) throw new KeyNotFoundError();
    const moment = await readRealMoment(tx, clock);
    if (!(await revokeLiveKey(tx, organisationId, id, moment.now))) return;
    recordTerminalEvent(tx, moment, keyRevoked(organisationId, id));
  });
}
