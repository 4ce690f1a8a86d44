import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { ourId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { lockManagedOrganisation } from './lock-managed-organisation.ts';
import { checkArchival, organisationBelow } from './rules.ts';
import { countOpenBelow, lockTrees } from './tree-repository.ts';
import type { Organisation } from './types.ts';
import { writeArchival } from './write-archival.ts';

export const ArchiveOrganisationInput = z.object({ organisation: ourId });
export type ArchiveOrganisationInput = z.output<typeof ArchiveOrganisationInput>;

/**
 * Archives an organisation: nobody signs in for it any more, and it gets nothing new. What it sold runs on, and those
 * above it act on that as before. One that is archived already stays so, since when it was.
 *
 * @throws {PermissionDeniedError} when the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} when it is not below the actor's own
 * @throws {OwnOrganisationError} when it is the actor's own
 * @throws {NotArchivedBelowError} while an organisation below it is not archived
 */
export async function archiveOrganisation(ctx: UseCaseContext, input: ArchiveOrganisationInput): Promise<Organisation> {
  const organisationId = orThrow(organisationBelow(ctx.actor, input.organisation));
  return inTransaction(ctx.pool, (tx) => archiveOrganisationIn(tx, actorAsAuthor(ctx), organisationId));
}

/** The same within the caller's transaction. */
export async function archiveOrganisationIn(
  tx: Transaction,
  author: Author,
  organisationId: number,
): Promise<Organisation> {
  await lockTrees(tx);
  const locked = await lockManagedOrganisation(tx, author, organisationId);
  const { organisation, moment } = locked;
  if (organisation.archivedAt !== null) return organisation;
  orThrow(checkArchival(await countOpenBelow(tx, organisationId)));
  return writeArchival(tx, author, 'archiveOrganisation', locked, moment.now);
}
