import { type ProblemMessages, problemMessages } from '../problem-words.ts';

/** What this dialect says of the errors of our domain: where to look for what is not there. */
export const hubErrorMessages: ProblemMessages = {
  ...problemMessages,
  ORGANISATION_NOT_FOUND: {
    status: 404,
    detail: () => 'There is no such organisation at or below yours. GET /organisations lists those that there are.',
  },
  OPERATOR_NOT_FOUND: {
    status: 404,
    detail: () => 'There is no such user at or below your organisation. GET /users lists those that there are.',
  },
};

/** What the members of our domain are called here. */
export const hubNames: Readonly<Record<string, string>> = {
  email: 'email_address',
  isAdmin: 'admin',
  twoFactor: 'two-factor',
  isActive: 'active',
  isVerified: 'verified',
  mustResetPassword: 'password_reset',
  language: 'user_language',
  timeZone: 'timezone',
  timeoutSeconds: 'timeout',
  notifications: 'notification',
};
