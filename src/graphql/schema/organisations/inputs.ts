import { builder } from '../builder.ts';
import { OrganisationNode } from './type.ts';

const timeZone = 'The IANA time zone in which terms of new runs follow the calendar, such as Asia/Bahrain.';
const locale = 'The language and region in which its people read, as a BCP 47 tag such as de-CH.';
const currency = 'The currency in which it is priced, by its three letters (ISO 4217).';
const linkedAccount = 'Whether its account is linked to one in another system.';

export const CreateOrganisation = builder.inputType('CreateOrganisationInput', {
  description: 'What to create an organisation with.',
  fields: (t) => ({
    parent: t.globalID({
      for: OrganisationNode,
      description: 'Below which one it is to stand, by its `id`; below yours unless said.',
    }),
    name: t.string({ required: true, description: 'What people call it.' }),
    timeZone: t.string({ description: timeZone }),
    locale: t.string({ description: locale }),
    currency: t.string({ description: currency }),
    renewalWindowDays: t.int({
      description: "Its own renewal window in days of 24 hours, 0 to 3650, instead of the products'.",
    }),
    linkedAccount: t.boolean({ description: linkedAccount }),
    financeType: t.string({ description: 'In which role it takes part in financing, such as `AGENT`.' }),
  }),
});

export const UpdateOrganisation = builder.inputType('UpdateOrganisationInput', {
  description: 'What to change of an organisation. What is left out stays.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Which one, where that is one below yours, by its `id`.',
    }),
    name: t.string({ description: 'What people call it.' }),
    timeZone: t.string({ description: timeZone }),
    locale: t.string({ description: locale }),
    currency: t.string({ description: currency }),
    renewalWindowDays: t.int({
      description:
        "Its own renewal window in days of 24 hours, 0 to 3650, for what is sold already too; null for the products'.",
    }),
    linkedAccount: t.boolean({ description: linkedAccount }),
    financeType: t.string({
      description: 'In which role it takes part in financing, such as `AGENT`; null when it takes none.',
    }),
  }),
});

export const MoveOrganisation = builder.inputType('MoveOrganisationInput', {
  description: 'What to move, and where.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'What to move, with all that is below it, by its `id`.',
    }),
    parent: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'Below which one it is to stand, by its `id`.',
    }),
  }),
});

export const ArchiveOrganisation = builder.inputType('ArchiveOrganisationInput', {
  description: 'What to archive.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'Which organisation, by its `id`. All below it are archived already.',
    }),
  }),
});

export const RestoreOrganisation = builder.inputType('RestoreOrganisationInput', {
  description: 'What to restore.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      required: true,
      description: 'Which organisation, by its `id`.',
    }),
  }),
});
