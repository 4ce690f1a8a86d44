import { ArchiveOrganisationInput, archiveOrganisation } from '../../../organisations/archive-organisation.ts';
import { CreateOrganisationInput, createOrganisation } from '../../../organisations/create-organisation.ts';
import { MoveOrganisationInput, moveOrganisation } from '../../../organisations/move-organisation.ts';
import { RestoreOrganisationInput, restoreOrganisation } from '../../../organisations/restore-organisation.ts';
import { UpdateOrganisationInput, updateOrganisation } from '../../../organisations/update-organisation.ts';
import { answerWith } from '../../execution/context.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { errorsOf } from '../errors/unions.ts';
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
        description: 'The organisation, as it is now.',
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
      'Creates an organisation below yours, or further down. What is left out of its settings is that of the one above it.',
    errors: { types: errorsOf.createOrganisation },
    args: { input: t.arg({ type: CreateOrganisation, required: true, description: 'What to create it with.' }) },
    async resolve(_root, { input }, ctx) {
      const created = await createOrganisation(ctx.useCase, fromArguments(CreateOrganisationInput, input));
      answerWith(ctx, created.id);
      return created;
    },
  }),
  updateOrganisation: t.field({
    type: successOf('UpdateOrganisationSuccess', 'The organisation is as asked.'),
    description: 'Changes the name or the settings of an organisation. Where it is as asked already, nothing changes.',
    errors: { types: errorsOf.updateOrganisation },
    args: { input: t.arg({ type: UpdateOrganisation, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) =>
      updateOrganisation(useCase, fromArguments(UpdateOrganisationInput, input)),
  }),
  moveOrganisation: t.field({
    type: successOf('MoveOrganisationSuccess', 'The organisation stands where it was to stand.'),
    description:
      'Moves an organisation, with all that is below it, below another one. Both are yours to see, and it is not your own.',
    errors: { types: errorsOf.moveOrganisation },
    args: { input: t.arg({ type: MoveOrganisation, required: true, description: 'What to move, and where.' }) },
    resolve: (_root, { input }, { useCase }) => moveOrganisation(useCase, fromArguments(MoveOrganisationInput, input)),
  }),
  archiveOrganisation: t.field({
    type: successOf('ArchiveOrganisationSuccess', 'The organisation is archived.'),
    description:
      'Archives an organisation below yours: nobody signs in for it, and it gets nothing new. What it sold runs on.',
    errors: { types: errorsOf.archiveOrganisation },
    args: { input: t.arg({ type: ArchiveOrganisation, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { useCase }) =>
      archiveOrganisation(useCase, fromArguments(ArchiveOrganisationInput, input)),
  }),
  restoreOrganisation: t.field({
    type: successOf('RestoreOrganisationSuccess', 'The organisation is not archived.'),
    description: 'Takes the archival of an organisation below yours back, but not that of those below it.',
    errors: { types: errorsOf.restoreOrganisation },
    args: { input: t.arg({ type: RestoreOrganisation, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { useCase }) =>
      restoreOrganisation(useCase, fromArguments(RestoreOrganisationInput, input)),
  }),
}));
