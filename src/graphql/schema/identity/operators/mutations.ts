import type { InputFieldBuilder } from '@pothos/core';
import { CreateOperatorInput, createOperator } from '../../../../operators/create-operator.ts';
import { operatorProfile, timeouts } from '../../../../operators/profile.ts';
import { type UpdatedOperator, UpdateOperatorInput, updateOperator } from '../../../../operators/update-operator.ts';
import { operatorVerbErrors } from '../../../../operators/verb-errors.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { encodeGlobalId, numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { changeFields, creationFields } from '../../member-fields.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { RoleNode } from '../roles/type.ts';
import { NotificationEnum, OperatorNode } from './type.ts';

type InputFields = InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** The input fields of an operator besides its profile. */
const otherFields = (t: InputFields) => ({
  timeoutSeconds: t.int({
    description: `The idle time in seconds after which the operator is signed out: one of ${timeouts.join(', ')}.`,
  }),
  roles: t.globalIDList({ for: RoleNode, description: 'The ids of all roles of the operator, at most 100.' }),
  notifications: t.field({ type: [NotificationEnum], description: 'All notifications that the operator receives.' }),
});

const CreateOperator = builder.inputType('CreateOperatorInput', {
  description:
    'Input of the `createOperator` mutation. By default an operator is active, is not an administrator and has no roles and no notifications.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        'The `id` of the organisation for which the operator acts. It is your organisation or a descendant of it. The default is your organisation.',
    }),
    ...creationFields(t, operatorProfile),
    ...otherFields(t),
  }),
});

const UpdateOperator = builder.inputType('UpdateOperatorInput', {
  description: 'Input of the `updateOperator` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    operator: t.globalID({ for: OperatorNode, required: true, description: 'The `id` of the operator.' }),
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        "The `id` of the organisation to which the operator is moved. A move removes the operator's roles and notifications and revokes its API clients. The values of this input are applied after that.",
    }),
    ...changeFields(t, operatorProfile),
    ...otherFields(t),
  }),
});

const CreateOperatorSuccess = builder.objectRef<{ readonly id: number }>('CreateOperatorSuccess').implement({
  description: 'The operator was created.',
  fields: (t) => ({
    operator: t.field({
      type: OperatorNode,
      description: 'The operator after the mutation.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.operator.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

const UpdateOperatorSuccess = builder.objectRef<UpdatedOperator>('UpdateOperatorSuccess').implement({
  description: 'The operator was updated.',
  fields: (t) => ({
    operator: t.field({
      type: OperatorNode,
      description: 'The operator after the mutation.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.operator.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
    resetRoles: t.idList({
      description: 'The ids of the roles that the operator lost because it was moved to another organisation.',
      resolve: ({ resetRoles }) => resetRoles.map((id) => encodeGlobalId('Role', id)),
    }),
    resetNotifications: t.field({
      type: [NotificationEnum],
      description: 'The notifications that the operator lost because it was moved to another organisation.',
      resolve: ({ resetNotifications }) => [...resetNotifications],
    }),
    revokedClients: t.idList({
      description:
        'The ids of the API clients that were revoked because the operator was moved to another organisation. The previous organisation knows their secrets.',
      resolve: ({ revokedClients }) => revokedClients.map((id) => encodeGlobalId('ApiClient', id)),
    }),
  }),
});

builder.mutationFields((t) => ({
  createOperator: t.field({
    type: CreateOperatorSuccess,
    description:
      'Creates an operator of an organisation. If the e-mail address is already in use there, the request is refused, even if it is a retry. Send an `Idempotency-Key` header to retry safely.',
    errors: { types: operatorVerbErrors.createOperator },
    args: { input: t.arg({ type: CreateOperator, required: true, description: 'The operator to create.' }) },
    resolve: (_root, { input }, { useCase }) =>
      createOperator(useCase, fromArguments(CreateOperatorInput, { ...input, roles: input.roles?.map(numericId) })),
  }),
  updateOperator: t.field({
    type: UpdateOperatorSuccess,
    description:
      'Updates an operator or moves it to another organisation. If the operator already has the given values, nothing changes.',
    errors: { types: operatorVerbErrors.updateOperator },
    args: { input: t.arg({ type: UpdateOperator, required: true, description: 'The operator and its changes.' }) },
    resolve: (_root, { input }, { useCase }) => {
      const [operator, roles] = [numericId(input.operator), input.roles?.map(numericId)];
      return updateOperator(useCase, fromArguments(UpdateOperatorInput, { ...input, operator, roles }));
    },
  }),
}));
