import { organisationProfile } from '../../../organisations/profile.ts';
import { builder } from '../builder.ts';
import { changeFields, creationFields } from '../member-fields.ts';
import { OrganisationNode } from './type.ts';

export const CreateOrganisation = builder.inputType('CreateOrganisationInput', {
  description: 'Input of the `createOrganisation` mutation.',
  fields: (t) => ({
    parent: t.globalID({
      for: OrganisationNode,
      description: 'The `id` of the parent organisation. The default is your organisation.',
    }),
    ...creationFields(t, organisationProfile),
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
    ...changeFields(t, organisationProfile),
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
