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
  /** Which one, with all that is below it. */
  organisation: ourId,
  /** Below which other one it is to stand. */
  parent: ourId,
});
export type MoveOrganisationInput = z.output<typeof MoveOrganisationInput>;

/**
 * Moves an organisation, with all that is below it, below another one. Those who were above it and are not any more see
 * and do nothing there from then on; holds that they had placed pass to the new parent (`src/holds`). Where it stands
 * there already, nothing is written.
 *
 * @throws {PermissionDeniedError} when the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} when one of the two is not at or below the actor's own
 * @throws {OwnOrganisationError} when it is the actor's own that is to be moved
 * @throws {MoveBelowItselfError} when the new parent stands below it
 * @throws {OrganisationArchivedError} when the new parent is archived
 */
export async function moveOrganisation(ctx: UseCaseContext, input: MoveOrganisationInput): Promise<Organisation> {
  const organisation = orThrow(organisationBelow(ctx.actor, input.organisation));
  const parent = orThrow(owningOrganisation(ctx.actor, input.parent, 'organisation:manage'));
  return inTransaction(ctx.pool, (tx) => moveOrganisationIn(tx, actorAsAuthor(ctx), { organisation, parent }));
}

/**
 * The same within the caller's transaction. One move happens after the other, so that two can never make a circle. What
 * only the terminal can ask for is refused as well: a move between a sandbox and a real tree, or between two sandboxes.
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
 * One event for each of those whom it concerns, because none may learn of the others by it: the organisation learns that
 * it was moved and what became of holds, its former parent that it left, its new one that it came.
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
