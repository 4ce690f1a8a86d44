import { ArchiveOrganisationInput, archiveOrganisation } from '../../../organisations/archive-organisation.ts';
import { CreateOrganisationInput, createOrganisation } from '../../../organisations/create-organisation.ts';
import { MoveOrganisationInput, moveOrganisation } from '../../../organisations/move-organisation.ts';
import { RestoreOrganisationInput, restoreOrganisation } from '../../../organisations/restore-organisation.ts';
import { UpdateOrganisationInput, updateOrganisation } from '../../../organisations/update-organisation.ts';
import { organisationVerbErrors } from '../../../organisations/verb-errors.ts';
import { answerWith } from '../../execution/context.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { fromArguments } from '../input.ts';
import {
  ArchiveOrganisation,
  CreateOrganisation,
  MoveOrganisation,
  RestoreOrganisation,
  UpdateOrganisation,
} from './inputs.ts';
import { OrganisationNode } from './type.ts';

function successOf(name: string, description: string) {
  return builder.objectRef<{ readonly id: number }>(name).implement({
    description,
    fields: (t) => ({
      organisation: t.field({
        type: OrganisationNode,
        description: 'The organisation after the mutation.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.organisation.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

builder.mutationFields((t) => ({
  createOrganisation: t.field({
    type: successOf('CreateOrganisationSuccess', 'The organisation was created.'),
    description:
      'Creates an organisation below your organisation or one of its descendants. An omitted time zone, locale or currency is copied from the parent organisation.',
    errors: { types: organisationVerbErrors.createOrganisation },
    args: { input: t.arg({ type: CreateOrganisation, required: true, description: 'The organisation to create.' }) },
    async resolve(_root, { input }, ctx) {
      const created = await createOrganisation(ctx.useCase, fromArguments(CreateOrganisationInput, input));
      answerWith(ctx, created.id);
      return created;
    },
  }),
  updateOrganisation: t.field({
    type: successOf('UpdateOrganisationSuccess', 'The organisation was updated.'),
    description:
      'Updates the name or the settings of an organisation. If the organisation already has the given values, nothing changes.',
    errors: { types: organisationVerbErrors.updateOrganisation },
    args: {
      input: t.arg({ type: UpdateOrganisation, required: true, description: 'The organisation and its changes.' }),
    },
    resolve: (_root, { input }, { useCase }) =>
      updateOrganisation(useCase, fromArguments(UpdateOrganisationInput, input)),
  }),
  moveOrganisation: t.field({
    type: successOf('MoveOrganisationSuccess', 'The organisation is below the requested parent.'),
    description:
      'Moves an organisation and its descendants below another organisation. You cannot move your own organisation. The new parent must be your organisation or a descendant of it.',
    errors: { types: organisationVerbErrors.moveOrganisation },
    args: {
      input: t.arg({
        type: MoveOrganisation,
        required: true,
        description: 'The organisation to move and its new parent.',
      }),
    },
    resolve: (_root, { input }, { useCase }) => moveOrganisation(useCase, fromArguments(MoveOrganisationInput, input)),
  }),
  archiveOrganisation: t.field({
    type: successOf('ArchiveOrganisationSuccess', 'The organisation is archived.'),
    description:
      'Archives a descendant of your organisation. Nobody can sign in for an archived organisation, and nothing new can be created in it. Existing subscriptions continue.',
    errors: { types: organisationVerbErrors.archiveOrganisation },
    args: { input: t.arg({ type: ArchiveOrganisation, required: true, description: 'The organisation to archive.' }) },
    resolve: (_root, { input }, { useCase }) =>
      archiveOrganisation(useCase, fromArguments(ArchiveOrganisationInput, input)),
  }),
  restoreOrganisation: t.field({
    type: successOf('RestoreOrganisationSuccess', 'The organisation is not archived.'),
    description:
      'Restores an archived descendant of your organisation. The descendants of that organisation stay archived.',
    errors: { types: organisationVerbErrors.restoreOrganisation },
    args: { input: t.arg({ type: RestoreOrganisation, required: true, description: 'The organisation to restore.' }) },
    resolve: (_root, { input }, { useCase }) =>
      restoreOrganisation(useCase, fromArguments(RestoreOrganisationInput, input)),
  }),
}));
