import { z } from 'zod';
import { unixSeconds } from '../shared/clock.ts';
import { creationShape } from '../shared/member-input.ts';
import { namesOf, pick } from '../shared/members.ts';
import { CreateUserInput, createUser } from '../users/create-user.ts';
import { GetUserByEmailInput, getUserByEmail } from '../users/get-user-by-email.ts';
import { userProfile } from '../users/profile.ts';
import { RemoveUserInput, removeUser } from '../users/remove-user.ts';
import { ResetPasswordByEmailInput, resetPasswordByEmail } from '../users/reset-password-by-email.ts';
import type { User } from '../users/types.ts';
import { UpdateUserByEmailInput, updateUserByEmail } from '../users/update-user-by-email.ts';
import { method, readingMethod } from './method.ts';

/**
 * Returns the stored members of a user. The mailboxes and drives of the documentation belong to another system.
 * `instance` is the customer.
 */
function toUser({ customer, isActive, createdAt, ...user }: User) {
  const { id, email } = user;
  const profile = pick(user, namesOf(userProfile));
  return { id, email, ...profile, instance: customer, isActive, createdAt: unixSeconds(createdAt) };
}

export const userMethods = {
  createUser: method(
    z.object({
      email: CreateUserInput.shape.email,
      instance: CreateUserInput.shape.customer,
      ...creationShape(userProfile),
      password: CreateUserInput.shape.password,
    }),
    async (ctx, { instance: customer, ...user }) => toUser(await createUser(ctx, { ...user, customer })),
  ),
  getUserByEmail: readingMethod(GetUserByEmailInput.pick({ email: true }), async (ctx, params) =>
    toUser(await getUserByEmail(ctx, params)),
  ),
  updateUserByEmail: method(UpdateUserByEmailInput.omit({ organisation: true }), async (ctx, params) => {
    await updateUserByEmail(ctx, params);
    return true;
  }),
  resetPasswordByEmail: method(ResetPasswordByEmailInput.pick({ email: true, password: true }), async (ctx, params) => {
    await resetPasswordByEmail(ctx, params);
    return true;
  }),
  removeUser: method(RemoveUserInput.pick({ email: true }), async (ctx, params) => {
    await removeUser(ctx, params);
    return true;
  }),
};
