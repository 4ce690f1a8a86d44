import { z } from 'zod';
import { lockCustomer } from '../customers/for-other-features.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { definedMembers, differing } from '../shared/changes.ts';
import { expected, knownEmail, optional, organisationOrOwn } from '../shared/input.ts';
import { changeShape } from '../shared/member-input.ts';
import { namesOf } from '../shared/members.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { seatLimit } from '../subscriptions/seat-limit.ts';
import { missingUser } from './missing-user.ts';
import { type UserProfile, userProfile } from './profile.ts';
import { lockUser, updateUser } from './repository.ts';
import { checkSeat } from './rules.ts';
import type { User } from './types.ts';

export const UpdateUserByEmailInput = z.object({
  organisation: organisationOrOwn,
  email: knownEmail,
  isActive: optional(z.boolean(expected('true or false'))),
  ...changeShape(userProfile),
});
export type UpdateUserByEmailInput = z.output<typeof UpdateUserByEmailInput>;

/**
 * Enables or disables a user, or changes the display name (`null` removes it). Omitted members stay unchanged. A
 * disabled user takes no seat, and needs a free one to be enabled again. If nothing changes, nothing is written.
 * Contract: envelope A6.
 *
 * @throws {PermissionDeniedError} if the actor lacks `user:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if no user has this e-mail address and a new user could not have it
 * @throws {UserNotFoundError} if the partner has no user with this e-mail address
 * @throws {SeatLimitReachedError} if the user is to be enabled and all seats of the customer are taken
 */
export async function updateUserByEmail(ctx: UseCaseContext, input: UpdateUserByEmailInput): Promise<User> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockUser(tx, ctx, organisationId, input.email);
    if (locked === undefined) throw missingUser(input.email);
    const { user, moment } = locked;
    const profile = definedMembers<UserProfile>(input, namesOf(userProfile));
    const updated = { ...user, ...profile, isActive: input.isActive ?? user.isActive };
    const changed = differing(user, updated, ['isActive', ...namesOf(userProfile)]);
    if (changed.length === 0) return user;
    if (updated.isActive && !user.isActive) await takeSeat(tx, ctx, user);
    await updateUser(tx, updated, moment.now);
    recordEvent(tx, ctx, moment, {
      verb: 'updateUserByEmail',
      organisationId,
      subjectType: 'USER',
      subjectId: user.id,
      before: { isActive: user.isActive },
      after: { isActive: updated.isActive, changed },
    });
    return updated;
  });
}

async function takeSeat(tx: Transaction, ctx: UseCaseContext, user: User): Promise<void> {
  if (user.customer === null) return;
  const locked = await lockCustomer(tx, ctx, user.organisationId, user.customer);
  if (locked === undefined) throw new Error('The customer of a user does not exist');
  const { customer, moment } = locked;
  orThrow(checkSeat(await seatLimit(tx, user.organisationId, customer.id, moment.now)));
}
