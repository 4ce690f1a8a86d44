import { standardVocabulary, type Vocabulary } from '../../shared/vocabulary.ts';

/** The terms of this dialect. Its users are our operators; our users are seat holders. */
export const hubVocabulary: Vocabulary = {
  ...standardVocabulary,
  members: {
    remoteId: 'id',
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
  },
  terms: {
    seats: 'seats',
    operator: 'user',
    anOperator: 'a user',
    operators: 'users',
    user: 'seat holder',
    users: 'seat holders',
  },
};
