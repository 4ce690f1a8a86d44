import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { knownEmail, organisationOrOwn } from '../shared/input.ts';
import { checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { missingUser } from './missing-user.ts';
import { hashPassword, password } from './password.ts';
import { lockUser, updatePassword } from './repository.ts';
import type { User } from './types.ts';

export const ResetPasswordByEmailInput = z.object({ organisation: organisationOrOwn, email: knownEmail, password });
export type ResetPasswordByEmailInput = z.output<typeof ResetPasswordByEmailInput>;

/**
 * Sets a user's password, of which only an Argon2id hash is stored. Contract: envelope A6.
 *
 * @throws {NotWhileEmulatingError} during emulation
 * @throws {PermissionDeniedError} if the actor lacks `user:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if no user has this e-mail address and a new user could not have it
 * @throws {UserNotFoundError} if the partner has no user with this e-mail address
 */
export async function resetPasswordByEmail(ctx: UseCaseContext, input: ResetPasswordByEmailInput): Promise<User> {
  orThrow(checkOwnName(ctx.actor));
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:manage'));
  const passwordHash = await hashPassword(input.password);
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockUser(tx, ctx, organisationId, input.email);
    if (locked === undefined) throw missingUser(input.email);
    const { user, moment } = locked;
    await updatePassword(tx, user.id, passwordHash, moment.now);
    recordEvent(tx, ctx, moment, {
      verb: 'resetPasswordByEmail',
      organisationId,
      subjectType: 'USER',
      subjectId: user.id,
      before: null,
      after: { changed: ['password'] },
    });
    return user;
  });
}
