/** The verbs of this feature that record an event, with the description of the event. */
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
