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
 * Archives an organisation: no key or operator can sign in for it, and nothing can be created for it. Its customers and
 * subscriptions continue, and the organisations above can still act on them. An archived organisation keeps the time of
 * its archiving.
 *
 * @throws {PermissionDeniedError} if the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} if it is not below the actor's own
 * @throws {OwnOrganisationError} if it is the actor's own
 * @throws {NotArchivedBelowError} if an organisation below it is not archived
 */
export async function archiveOrganisation(ctx: UseCaseContext, input: ArchiveOrganisationInput): Promise<Organisation> {
  const organisationId = orThrow(organisationBelow(ctx.actor, input.organisation));
  return inTransaction(ctx.pool, (tx) => archiveOrganisationIn(tx, actorAsAuthor(ctx), organisationId));
}

/** Archives an organisation within the transaction of the caller. */
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
