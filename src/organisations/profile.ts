import { code, flag, optionalCount, optionalText, requiredText, type ValuesOf } from '../shared/members.ts';

/**
 * The name and the settings of an organisation, which `createOrganisation` and `updateOrganisation` write. `settings.ts`
 * checks the codes. A new member is declared here; `.github/CONTRIBUTING.md` lists the other files that it needs.
 */
export const organisationProfile = {
  name: requiredText(255, 'NAME', "The organisation's name."),
  timeZone: code(
    'The IANA time zone in which the dates of terms are computed, such as `Asia/Bahrain`. A change applies to new subscriptions and to renewals of expired subscriptions.',
  ),
  locale: code("The language and region of the organisation's users, as a BCP 47 tag such as `de-CH`."),
  currency: code("The organisation's currency, as a three-letter ISO 4217 code."),
  renewalWindowDays: optionalCount(
    { min: 0, max: 3650, unit: 'days' },
    "The organisation's own renewal window in days of 24 hours, from 0 to 3650. It applies to existing subscriptions as well. Without it, the renewal window of each product applies.",
  ),
  linkedAccount: flag("Whether the organisation's account is linked to an account in another system."),
  financeType: optionalText(50, 'NAME', "The organisation's role in financing, such as `AGENT`."),
};

export type OrganisationProfile = ValuesOf<typeof organisationProfile>;
