import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../../../users/errors.ts';
import { builder } from '../builder.ts';
import { plain } from './interfaces.ts';

/** The errors of users. */
export const userErrors = {
  USER_NOT_FOUND: builder.objectType(UserNotFoundError, {
    ...plain,
    name: 'UserNotFoundError',
    description: 'There is no user with this e-mail address.',
  }),
  EMAIL_TAKEN: builder.objectType(EmailTakenError, {
    ...plain,
    name: 'EmailTakenError',
    description: 'A user with this e-mail address already exists. Upper and lower case do not matter.',
  }),
  SEAT_LIMIT_REACHED: builder.objectType(SeatLimitReachedError, {
    ...plain,
    name: 'SeatLimitReachedError',
    description: "The customer's active subscriptions have no free seat.",
    fields: (t) => ({
      seatLimit: t.exposeFloat('seatLimit', {
        description: 'The maximum number of active users: a whole number that can exceed the range of Int.',
      }),
      activeUsers: t.exposeInt('activeUsers', { description: 'The current number of active users.' }),
    }),
  }),
};
