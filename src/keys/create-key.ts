import { z } from 'zod';
import { readRealMoment } from '../db/clock.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import { recordTerminalEvent } from '../events/record-event.ts';
import { hashOf, hintOf, newCredential } from '../identity/credential-format.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { findOrganisation } from '../organisations/find-organisation.ts';
import { optional, ourId, text } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { insertKey } from './repository.ts';

export const CreateKeyInput = z.object({ organisation: ourId, name: optional(text(100)) });
export type CreateKeyInput = z.output<typeof CreateKeyInput>;

export interface CreatedKey {
  readonly id: number;
  /** The key itself. Only its hash is stored, so this is the one time that it can be shown. */
  readonly key: string;
}

/**
 * Makes one more key for an organisation; the others stay valid, so that keys can be exchanged without a gap.
 *
 * @throws {OrganisationNotFoundError} when there is no such organisation
 */
export async function createKey(ctx: TerminalContext, input: CreateKeyInput): Promise<CreatedKey> {
  return inTransaction(ctx.pool, async (tx) => {
    const organisation = await findOrganisation(tx, input.organisation);
    if (organisation === undefined) throw new OrganisationNotFoundError();
    const key = newCredential(organisation.sandbox ? 'sandbox' : 'tenure');
    return { id: await storeKey(tx, ctx, organisation.id, key, input.name ?? null), key };
  });
}

/** Stores a key that exists already, within the caller's transaction. */
export async function storeKey(
  tx: Transaction,
  { clock }: TerminalContext,
  organisationId: number,
  key: string,
  name: string | null,
): Promise<number> {
  const moment = await readRealMoment(tx, clock);
  const id = await insertKey(tx, { organisationId, name, hint: hintOf(key), hash: hashOf(key), createdAt: moment.now });
  await recordTerminalEvent(tx, moment, {
    verb: 'createKey',
    organisationId,
    subjectType: 'KEY',
    subjectId: id,
    before: null,
    after: { keyId: id },
  });
  return id;
}
