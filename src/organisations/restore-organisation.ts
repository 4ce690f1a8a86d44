import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import { ourId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { findOrganisation, lockOrganisation, setArchived } from './repository.ts';
import { checkOpen, organisationBelow } from './rules.ts';
import { lockTrees } from './tree-repository.ts';
import type { Organisation } from './types.ts';

export const RestoreOrganisationInput = z.object({ organisation: ourId });
export type RestoreOrganisationInput = z.output<typeof RestoreOrganisationInput>;

/**
 * Takes an archival back: its keys and operators sign in again, and it sells again. One that is not archived stays as it
 * is. What is below it stays archived until it is restored itself.
 *
 * @throws {PermissionDeniedError} when the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} when it is not below the actor's own
 * @throws {OwnOrganisationError} when it is the actor's own
 * @throws {OrganisationArchivedError} while the one above it is archived
 */
export async function restoreOrganisation(ctx: UseCaseContext, input: RestoreOrganisationInput): Promise<Organisation> {
  const organisationId = orThrow(organisationBelow(ctx.actor, input.organisation));
  return inTransaction(ctx.pool, (tx) => restoreOrganisationIn(tx, actorAsAuthor(ctx), organisationId));
}

/** The same within the caller's transaction. */
export async function restoreOrganisationIn(
  tx: Transaction,
  author: Author,
  organisationId: number,
): Promise<Organisation> {
  await lockTrees(tx);
  const locked = await lockOrganisation(tx, organisationId, await author.momentColumns(tx));
  if (locked === undefined || !(await author.isAbove(tx, organisationId))) throw new OrganisationNotFoundError();
  const { organisation, moment } = locked;
  const { archivedAt, parentId } = organisation;
  if (archivedAt === null) return organisation;
  const parent = parentId === null ? undefined : await findOrganisation(tx, parentId);
  if (parent !== undefined) orThrow(checkOpen(parent));
  await setArchived(tx, organisationId, null);
  await author.record(tx, moment, {
    verb: 'restoreOrganisation',
    organisationId,
    subjectType: 'ORGANISATION',
    subjectId: organisationId,
    before: { archivedAt },
    after: { archivedAt: null },
  });
  return { ...organisation, archivedAt: null };
}
