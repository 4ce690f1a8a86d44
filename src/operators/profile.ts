import { code, emailAddress, flag, requiredText, type ValuesOf } from '../shared/members.ts';

/** The languages of an operator. */
export const languages = ['de', 'en', 'es', 'fr', 'it', 'nl'] as const;

/** The idle times in seconds after which an operator is signed out: from a day to half an hour. */
export const timeouts = [86400, 43200, 28800, 14400, 7200, 3600, 1800] as const;

/**
 * The profile of an operator, which `createOperator` and `updateOperator` write besides its timeout, roles and
 * notifications. `input.ts` checks the codes. A new member is declared here; `.github/CONTRIBUTING.md` lists the other files
 * that it needs.
 */
export const operatorProfile = {
  name: requiredText(255, 'NAME', "The operator's name. A single line with at least one visible character."),
  email: emailAddress(
    "The operator's e-mail address, unique within the organisation. The comparison ignores case and treats both forms of an internationalised domain as equal. No e-mail is sent to it.",
  ),
  isAdmin: flag('Whether the operator is an administrator. An administrator has all permissions, whatever its roles.'),
  twoFactor: flag('Whether the operator signs in with two-factor authentication.'),
  isActive: flag(
    'Whether the operator is active. A disabled operator cannot do anything, and its API clients cannot either.',
  ),
  isVerified: flag("Whether the operator's e-mail address is verified."),
  mustResetPassword: flag('Whether the operator must choose a new password.'),
  language: code(`The operator's preferred language: one of ${languages.join(', ')}.`),
  timeZone: code('The IANA time zone in which dates and times are shown to the operator.'),
};

export type DeclaredProfile = ValuesOf<typeof operatorProfile>;
