import { builder } from '../builder.ts';
import { OrganisationNode } from './type.ts';

const timeZone =
  'The IANA time zone in which the dates of terms are computed, such as `Asia/Bahrain`. A change applies to new subscriptions and to renewals of expired subscriptions.';
const locale = "The language and region of the organisation's users, as a BCP 47 tag such as `de-CH`.";
const currency = "The organisation's currency, as a three-letter ISO 4217 code.";
const linkedAccount = "Whether the organisation's account is linked to an account in another system.";

export const CreateOrganisation = builder.inputType('CreateOrganisationInput', {
  description: 'Input of the `createOrganisation` mutation.',
  fields: (t) => ({
    parent: t.globalID({
      for: OrganisationNode,
      description: 'The `id` of the parent organisation. The default is your organisation.',
    }),
    name: t.string({ required: true, description: "The organisation's name." }),
    timeZone: t.string({ description: timeZone }),
    locale: t.string({ description: locale }),
    currency: t.string({ description: currency }),
    renewalWindowDays: t.int({
      description:
        "The organisation's own renewal window in days of 24 hours, from 0 to 3650. If omitted, the renewal window of each product applies.",
    }),
    linkedAccount: t.boolean({ description: linkedAccount }),
    financeType: t.string({ description: "The organisation's role in financing, such as `AGENT`." }),
  }),
});

export const UpdateOrganisation = builder.inputType('UpdateOrganisationInput', {
  description: 'Input of the `updateOrganisation` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        'The `id` of the organisation. It is your organisation or a descendant of it. The default is your organisation.',
    }),
    name: t.string({ description: "The organisation's name." }),
    timeZone: t.string({ description: timeZone }),
    locale: t.string({ description: locale }),
    currency: t.string({ description: currency }),
    renewalWindowDays: t.int({
      description:
        "The organisation's own renewal window in days of 24 hours, from 0 to 3650. It applies to existing subscriptions as well. With null, the renewal window of each product applies.",
    }),
    linkedAccount: t.boolean({ description: linkedAccount }),
    financeType: t.string({
      description: "The organisation's role in financing, such as `AGENT`. Null if it has none.",
    }),
  }),
});

export const MoveOrganisation = builder.inputType('MoveOrganisationInput', {
  description: 'Input of the `moveOrganisation` mutation.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'The `id` of the organisation to move. Its descendants move with it.',
    }),
    parent: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'The `id` of the new parent organisation.',
    }),
  }),
});

export const ArchiveOrganisation = builder.inputType('ArchiveOrganisationInput', {
  description: 'Input of the `archiveOrganisation` mutation.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'The `id` of the organisation. All its descendants must already be archived.',
    }),
  }),
});

export const RestoreOrganisation = builder.inputType('RestoreOrganisationInput', {
  description: 'Input of the `restoreOrganisation` mutation.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'The `id` of the organisation.',
    }),
  }),
});
