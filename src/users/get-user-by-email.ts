import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { knownEmail, organisationOrOwn } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { missingUser } from './missing-user.ts';
import { findUser } from './repository.ts';
import type { User } from './types.ts';

export const GetUserByEmailInput = z.object({ organisation: organisationOrOwn, email: knownEmail });
export type GetUserByEmailInput = z.output<typeof GetUserByEmailInput>;

/**
 * Returns the partner's user with this e-mail address, ignoring case. Contract: envelope A6.
 *
 * @throws {PermissionDeniedError} if the actor lacks `user:view`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if no user has this e-mail address and a new user could not have it
 * @throws {UserNotFoundError} if the partner has no such user
 */
export async function getUserByEmail(ctx: UseCaseContext, input: GetUserByEmailInput): Promise<User> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'user:view'));
  const user = await onConnection(ctx.pool, (tx) => findUser(tx, organisationId, input.email));
  if (user === undefined) throw missingUser(input.email);
  return user;
}
