import { z } from 'zod';
import { unixSeconds } from '../shared/clock.ts';
import { email, expected, optional, remoteId, text } from '../shared/input.ts';
import { createUser } from '../users/create-user.ts';
import { getUserByEmail } from '../users/get-user-by-email.ts';
import { password } from '../users/password.ts';
import { removeUser } from '../users/remove-user.ts';
import { resetPasswordByEmail } from '../users/reset-password-by-email.ts';
import type { User } from '../users/types.ts';
import { updateUserByEmail } from '../users/update-user-by-email.ts';
import { method } from './method.ts';

/** What we know of a user; the documents' mailboxes and drives are not ours to invent. `instance` is the customer. */
function toUser({ id, email, displayName, customer, isActive, createdAt }: User) {
  return { id, email, displayName, instance: customer, isActive, createdAt: unixSeconds(createdAt) };
}

export const userMethods = {
  createUser: method(
    z.object({
      email,
      instance: optional(remoteId),
      displayName: optional(text(255)),
      password: optional(password),
    }),
    async (ctx, { instance: customer, ...user }) => toUser(await createUser(ctx, { ...user, customer })),
  ),
  getUserByEmail: method(z.object({ email }), async (ctx, params) => toUser(await getUserByEmail(ctx, params))),
  updateUserByEmail: method(
    z.object({ email, isActive: optional(z.boolean(expected('true or false'))), displayName: text(255).nullish() }),
    async (ctx, params) => {
      await updateUserByEmail(ctx, params);
      return true;
    },
  ),
  resetPasswordByEmail: method(z.object({ email, password }), async (ctx, params) => {
    await resetPasswordByEmail(ctx, params);
    return true;
  }),
  removeUser: method(z.object({ email }), async (ctx, params) => {
    await removeUser(ctx, params);
    return true;
  }),
};
