/** The verbs of this feature that leave an event, with what the event records. */
export const userEventVerbs = {
  createUser: { description: 'A user was created.' },
  updateUserByEmail: { description: 'A user was updated.' },
  resetPasswordByEmail: { description: 'The password of a user was set.' },
  removeUser: { description: 'A user was removed.' },
} as const;

type UserEventVerbs = typeof userEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends UserEventVerbs {}
}
