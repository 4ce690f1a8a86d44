import { optionalText, type ValuesOf } from '../shared/members.ts';

/**
 * The profile of a user, which `createUser` and `updateUserByEmail` write. A new member is declared here;
 * `.github/CONTRIBUTING.md` lists the other files that it needs.
 */
export const userProfile = {
  displayName: optionalText(255, 'NAME', 'The display name.'),
};

export type UserProfile = ValuesOf<typeof userProfile>;
