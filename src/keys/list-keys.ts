import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { findOrganisation } from '../organisations/for-other-features.ts';
import { ourId } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findKeys } from './repository.ts';
import type { ApiKey } from './types.ts';

export const ListKeysInput = z.object({ organisation: ourId });
export type ListKeysInput = z.output<typeof ListKeysInput>;

/**
 * Returns the keys of an organisation, oldest first, including revoked ones.
 *
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 */
export async function listKeys({ pool }: TerminalContext, input: ListKeysInput): Promise<ApiKey[]> {
  return onConnection(pool, async (tx) => {
    if ((await findOrganisation(tx, input.organisation)) === undefined) throw new OrganisationNotFoundError();
    return findKeys(tx, input.organisation);
  });
}
