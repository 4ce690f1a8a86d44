import { z } from 'zod';
import { readRealMoment } from '../db/transactions/clock.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordTerminalEvent } from '../events/record-event.ts';
import { newCredential } from '../identity/credential-format.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { findOrganisation, shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen } from '../organisations/rules.ts';
import { optional, ourId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { type CreatedKey, type KeyToStore, storeKey } from './store-key.ts';

export const CreateKeyAtTerminalInput = z.object({ organisation: ourId, name: optional(text(100, 'NAME')) });
export type CreateKeyAtTerminalInput = z.output<typeof CreateKeyAtTerminalInput>;

/**
 * Creates a key for any organisation, for the operator of this service.
 *
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 * @throws {OrganisationArchivedError} if the organisation is archived
 */
export async function createKeyAtTerminal(ctx: TerminalContext, input: CreateKeyAtTerminalInput): Promise<CreatedKey> {
  return inTransaction(ctx.pool, async (tx) => {
    if ((await findOrganisation(tx, input.organisation)) === undefined) throw new OrganisationNotFoundError();
    const organisation = await shareLockOrganisation(tx, input.organisation);
    orThrow(checkOpen(organisation));
    const key = newCredential(organisation.sandbox ? 'sandbox' : 'tenure');
    const { name = null } = input;
    return { id: await storeKeyAtTerminal(tx, ctx, { organisationId: organisation.id, key, name }), key };
  });
}

/** Stores an existing key, within the transaction of the caller. */
export async function storeKeyAtTerminal(
  tx: Transaction,
  { clock }: TerminalContext,
  key: Omit<KeyToStore, 'createdAt'>,
): Promise<number> {
  const moment = await readRealMoment(tx, clock);
  const { id, event } = await storeKey(tx, { ...key, createdAt: moment.now });
  recordTerminalEvent(tx, moment, event);
  return id;
}
