import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { ourId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type PassedHolds, passHolds } from '../subscriptions/pass-holds.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { findReached, lockManagedOrganisation } from './lock-managed-organisation.ts';
import { checkMove, organisationBelow, owningOrganisation } from './rules.ts';
import { countMove, findTestClock, isAbove, lockTrees, moveSubtree } from './tree-repository.ts';
import type { Organisation } from './types.ts';

export const MoveOrganisationInput = z.object({
  /** The organisation to move, with all its descendants. */
  organisation: ourId,
  /** The new parent. */
  parent: ourId,
});
export type MoveOrganisationInput = z.output<typeof MoveOrganisationInput>;

/**
 * Moves an organisation and its descendants below another parent. Organisations that are no longer above it lose
 * access, and their holds pass to the new parent (`src/subscriptions/pass-holds.ts`). If it already has this parent,
 * nothing is written.
 *
 * @throws {PermissionDeniedError} if the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} if one of the two is not at or below the actor's own
 * @throws {OwnOrganisationError} if the organisation is the actor's own
 * @throws {MoveBelowItselfError} if the new parent is below the organisation
 * @throws {OrganisationArchivedError} if the new parent is archived
 */
export async function moveOrganisation(ctx: UseCaseContext, input: MoveOrganisationInput): Promise<Organisation> {
  const organisation = orThrow(organisationBelow(ctx.actor, input.organisation));
  const parent = orThrow(owningOrganisation(ctx.actor, input.parent, 'organisation:manage'));
  return inTransaction(ctx.pool, (tx) => moveOrganisationIn(tx, actorAsAuthor(ctx), { organisation, parent }));
}

/**
 * Moves an organisation within the transaction of the caller. Moves are serialised, so that two moves cannot create a
 * cycle. It also refuses moves between a sandbox and a real tree or between two sandboxes, which only the terminal can
 * request.
 */
export async function moveOrganisationIn(
  tx: Transaction,
  author: Author,
  input: MoveOrganisationInput,
): Promise<Organisation> {
  await lockTrees(tx);
  const { organisation, moment } = await lockManagedOrganisation(tx, author, input.organisation);
  const parent = await findReached(tx, author, input.parent);
  if (organisation.parentId === parent.id) return organisation;
  const isBelowItself = await isAbove(tx, organisation.id, parent.id);
  const clocks = [await findTestClock(tx, organisation.id), await findTestClock(tx, parent.id)] as const;
  orThrow(checkMove({ parent, isBelowItself, clocks }));

  await countMove(tx, [organisation.id, parent.id]);
  await moveSubtree(tx, organisation.id, parent.id);
  const trading = await author.tradingMoment(tx, organisation.id, moment);
  const holds = await passHolds(tx, organisation.id, parent.id, trading);
  await recordMove(tx, author, organisation, parent.id, holds, moment);
  return { ...organisation, parentId: parent.id };
}

/**
 * Records three events, because the organisations must not learn about each other: the organisation learns that it was
 * moved and which holds passed, the former parent that it left, and the new parent that it arrived.
 */
async function recordMove(
  tx: Transaction,
  author: Author,
  { id, parentId: formerId }: Organisation,
  parentId: number,
  { passedHoldIds, liftedHoldIds }: PassedHolds,
  moment: Moment,
): Promise<void> {
  const event = { verb: 'moveOrganisation', subjectType: 'ORGANISATION', subjectId: id } as const;
  const after = { passedHoldIds, liftedHoldIds };
  author.record(tx, moment, { ...event, organisationId: id, before: null, after });
  if (formerId !== null) {
    author.record(tx, moment, {
      ...event,
      organisationId: formerId,
      before: { parentId: formerId },
      after: null,
    });
  }
  author.record(tx, moment, { ...event, organisationId: parentId, before: null, after: { parentId } });
}
