import { CreateRoleInput, createRole } from '../../../../operators/create-role.ts';
import { RemoveRoleInput, removeRole } from '../../../../operators/remove-role.ts';
import { UpdateRoleInput, updateRole } from '../../../../operators/update-role.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { errorsOf } from '../../errors/unions.ts';
import { encodeGlobalId, numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { RoleNode } from './type.ts';

const allowed = 'What it allows, at least one permission, such as `order:view`; none that you do not have yourself.';

const CreateRole = builder.inputType('CreateRoleInput', {
  description: 'What to create a role with.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Whose operators can have it, where that is an organisation below you, by its `id`.',
    }),
    name: t.string({ required: true, description: 'What people call it, unique in the organisation.' }),
    permissions: t.stringList({ required: true, description: allowed }),
  }),
});

const UpdateRole = builder.inputType('UpdateRoleInput', {
  description: 'What to change of a role. What is left out stays.',
  fields: (t) => ({
    role: t.globalID({ for: RoleNode, required: true, description: 'The role, by its `id`.' }),
    name: t.string({ description: 'What people call it, unique in the organisation.' }),
    permissions: t.stringList({ description: allowed }),
  }),
});

const RemoveRole = builder.inputType('RemoveRoleInput', {
  description: 'Which role to remove.',
  fields: (t) => ({ role: t.globalID({ for: RoleNode, required: true, description: 'The role, by its `id`.' }) }),
});

function successOf(name: string, description: string) {
  return builder.objectRef<{ readonly id: number }>(name).implement({
    description,
    fields: (t) => ({
      role: t.field({
        type: RoleNode,
        description: 'The role, as it is now.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.role.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RemoveRoleSuccess = builder.objectRef<{ readonly id: number }>('RemoveRoleSuccess').implement({
  description: 'The role is gone.',
  fields: (t) => ({
    removedRoleId: t.id({
      description: 'The id that the role had; events keep it.',
      resolve: ({ id }) => encodeGlobalId('Role', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createRole: t.field({
    type: successOf('CreateRoleSuccess', 'The role was created.'),
    description: 'Creates a role of an organisation. A name that is in use is refused, to a repeated request too.',
    errors: { types: errorsOf.createRole },
    args: { input: t.arg({ type: CreateRole, required: true, description: 'What to create the role with.' }) },
    resolve: (_root, { input }, { useCase }) => createRole(useCase, fromArguments(CreateRoleInput, input)),
  }),
  updateRole: t.field({
    type: successOf('UpdateRoleSuccess', 'The role is as asked.'),
    description: 'Renames a role, or changes what it allows to all who have it. Built-in roles stay as they are.',
    errors: { types: errorsOf.updateRole },
    args: { input: t.arg({ type: UpdateRole, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) =>
      updateRole(useCase, fromArguments(UpdateRoleInput, { ...input, role: numericId(input.role) })),
  }),
  removeRole: t.field({
    type: RemoveRoleSuccess,
    description: 'Removes a role that nobody has, for good.',
    errors: { types: errorsOf.removeRole },
    args: { input: t.arg({ type: RemoveRole, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, { useCase }) =>
      removeRole(useCase, fromArguments(RemoveRoleInput, { role: numericId(input.role) })),
  }),
}));
