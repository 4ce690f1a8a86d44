import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { knownEmail, organisationOrOwn } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { missingUser } from './missing-user.ts';
import { deleteUser, lockUser } from './repository.ts';
import type { User } from './types.ts';

export const RemoveUserInput = z.object({ organisation: organisationOrOwn, email: knownEmail });
export type RemoveUserInput = z.output<typeof RemoveUserInput>;

/**
 * Permanently removes a user. The seat is free, the e-mail address can be used again, and no personal data is left:
 * events keep only our id of the user.
 *
 * @throws {PermissionDeniedError} if the actor lacks `user:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if no user has this e-mail address and a new user could not have it
 * @throws {UserNotFoundError} if the partner has no user with this e-mail address
 */
export async function removeUser(ctx: UseCaseContext, input: RemoveUserInput): Promise<User> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockUser(tx, ctx, organisationId, input.email);
    if (locked === undefined) throw missingUser(input.email);
    const { user, moment } = locked;
    await deleteUser(tx, user.id);
    recordEvent(tx, ctx, moment, {
      verb: 'removeUser',
      organisationId,
      subjectType: 'USER',
      subjectId: user.id,
      before: { customerId: user.customerId, isActive: user.isActive },
      after: null,
    });
    return user;
  });
}
