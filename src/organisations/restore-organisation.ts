import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { ourId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { lockManagedOrganisation } from './lock-managed-organisation.ts';
import { findOrganisation } from './repository.ts';
import { checkOpen, organisationBelow } from './rules.ts';
import { lockTrees } from './tree-repository.ts';
import type { Organisation } from './types.ts';
import { writeArchival } from './write-archival.ts';

export const RestoreOrganisationInput = z.object({ organisation: ourId });
export type RestoreOrganisationInput = z.output<typeof RestoreOrganisationInput>;

/**
 * Restores an archived organisation: its keys and operators can sign in, and it can sell again. If it is not archived,
 * nothing changes. Its descendants stay archived until they are restored too.
 *
 * @throws {PermissionDeniedError} if the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} if it is not below the actor's own
 * @throws {OwnOrganisationError} if it is the actor's own
 * @throws {OrganisationArchivedError} if its parent is archived
 */
export async function restoreOrganisation(ctx: UseCaseContext, input: RestoreOrganisationInput): Promise<Organisation> {
  const organisationId = orThrow(organisationBelow(ctx.actor, input.organisation));
  return inTransaction(ctx.pool, (tx) => restoreOrganisationIn(tx, actorAsAuthor(ctx), organisationId));
}

/** Restores an organisation within the transaction of the caller. */
export async function restoreOrganisationIn(
  tx: Transaction,
  author: Author,
  organisationId: number,
): Promise<Organisation> {
  await lockTrees(tx);
  const locked = await lockManagedOrganisation(tx, author, organisationId);
  const { archivedAt, parentId } = locked.organisation;
  if (archivedAt === null) return locked.organisation;
  const parent = parentId === null ? undefined : await findOrganisation(tx, parentId);
  if (parent !== undefined) orThrow(checkOpen(parent));
  return writeArchival(tx, author, 'restoreOrganisation', locked, null);
}
