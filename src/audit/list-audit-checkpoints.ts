import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { organisationOrOwn } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findNewestSeals, findOrganisationIds } from './repository.ts';
import type { AuditCheckpoint } from './types.ts';

export const ListAuditCheckpointsInput = z.object({ organisation: organisationOrOwn });
export type ListAuditCheckpointsInput = z.output<typeof ListAuditCheckpointsInput>;

/**
 * Returns the newest seals of all chains, or of one. Store them outside this database: the chain up to a stored seal
 * cannot be changed without detection.
 *
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 */
export async function listAuditCheckpoints(
  { pool }: TerminalContext,
  { organisation: only }: ListAuditCheckpointsInput,
): Promise<AuditCheckpoint[]> {
  return onConnection(pool, async (tx) => {
    const known = await findOrganisationIds(tx);
    if (only !== undefined && !known.includes(only)) throw new OrganisationNotFoundError();
    return (await findNewestSeals(tx)).filter(({ organisation }) => only === undefined || organisation === only);
  });
}
