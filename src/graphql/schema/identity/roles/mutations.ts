import { CreateRoleInput, createRole } from '../../../../operators/create-role.ts';
import { RemoveRoleInput, removeRole } from '../../../../operators/remove-role.ts';
import { UpdateRoleInput, updateRole } from '../../../../operators/update-role.ts';
import { operatorVerbErrors } from '../../../../operators/verb-errors.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { encodeGlobalId, numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { RoleNode } from './type.ts';

const allowed =
  'The permissions of the role, at least one, such as `order:view`. You need each of these permissions yourself.';

const CreateRole = builder.inputType('CreateRoleInput', {
  description: 'Input of the `createRole` mutation.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        'The `id` of the organisation that owns the role. It is your organisation or a descendant of it. The default is your organisation.',
    }),
    name: t.string({ required: true, description: "The role's name, unique within the organisation." }),
    permissions: t.stringList({ required: true, description: allowed }),
  }),
});

const UpdateRole = builder.inputType('UpdateRoleInput', {
  description: 'Input of the `updateRole` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    role: t.globalID({ for: RoleNode, required: true, description: 'The `id` of the role.' }),
    name: t.string({ description: "The role's name, unique within the organisation." }),
    permissions: t.stringList({ description: allowed }),
  }),
});

const RemoveRole = builder.inputType('RemoveRoleInput', {
  description: 'Input of the `removeRole` mutation.',
  fields: (t) => ({ role: t.globalID({ for: RoleNode, required: true, description: 'The `id` of the role.' }) }),
});

function successOf(name: string, description: string) {
  return builder.objectRef<{ readonly id: number }>(name).implement({
    description,
    fields: (t) => ({
      role: t.field({
        type: RoleNode,
        description: 'The role after the mutation.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.role.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RemoveRoleSuccess = builder.objectRef<{ readonly id: number }>('RemoveRoleSuccess').implement({
  description: 'The role was removed.',
  fields: (t) => ({
    removedRoleId: t.id({
      description: 'The `id` of the removed role. Events still refer to it.',
      resolve: ({ id }) => encodeGlobalId('Role', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createRole: t.field({
    type: successOf('CreateRoleSuccess', 'The role was created.'),
    description:
      'Creates a role of an organisation. If the name is already in use there, the request is refused, even if it is a retry.',
    errors: { types: operatorVerbErrors.createRole },
    args: { input: t.arg({ type: CreateRole, required: true, description: 'The role to create.' }) },
    resolve: (_root, { input }, { useCase }) => createRole(useCase, fromArguments(CreateRoleInput, input)),
  }),
  updateRole: t.field({
    type: successOf('UpdateRoleSuccess', 'The role was updated.'),
    description:
      'Changes the name or the permissions of a role. The new permissions apply to all operators with this role. Built-in roles cannot be changed.',
    errors: { types: operatorVerbErrors.updateRole },
    args: { input: t.arg({ type: UpdateRole, required: true, description: 'The role and its changes.' }) },
    resolve: (_root, { input }, { useCase }) =>
      updateRole(useCase, fromArguments(UpdateRoleInput, { ...input, role: numericId(input.role) })),
  }),
  removeRole: t.field({
    type: RemoveRoleSuccess,
    description: 'Removes a role permanently. No operator may have the role.',
    errors: { types: operatorVerbErrors.removeRole },
    args: { input: t.arg({ type: RemoveRole, required: true, description: 'The role to remove.' }) },
    resolve: (_root, { input }, { useCase }) =>
      removeRole(useCase, fromArguments(RemoveRoleInput, { role: numericId(input.role) })),
  }),
}));
