import type { InputFieldBuilder } from '@pothos/core';
import { CreateOperatorInput, createOperator } from '../../../../operators/create-operator.ts';
import { languages, timeouts } from '../../../../operators/types.ts';
import { type UpdatedOperator, UpdateOperatorInput, updateOperator } from '../../../../operators/update-operator.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { NotificationEnum } from '../../enums.ts';
import { errorsOf } from '../../errors/unions.ts';
import { encodeGlobalId, numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { RoleNode } from '../roles/type.ts';
import { OperatorNode } from './type.ts';

type InputFields = InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

const name = 'What people call it: one line, with at least one visible character.';
const email =
  'The e-mail, unique in the organisation whatever its case and with its domain in either form. Nothing is sent there.';

/** What can be said of a new operator and of an old one. */
const profileFields = (t: InputFields) => ({
  isAdmin: t.boolean({ description: 'Whether it may do everything, whatever its roles.' }),
  twoFactor: t.boolean({ description: 'Whether it signs in with a second factor.' }),
  isActive: t.boolean({ description: 'A disabled operator can do nothing, nor can its API clients.' }),
  isVerified: t.boolean({ description: 'Whether its e-mail is known to be its own.' }),
  mustResetPassword: t.boolean({ description: 'Whether it has to choose a new password.' }),
  language: t.string({ description: `The language that it reads: one of ${languages.join(', ')}.` }),
  timeZone: t.string({ description: 'The IANA time zone in which it is shown dates and times.' }),
  timeoutSeconds: t.int({
    description: `After how many idle seconds it is signed out: one of ${timeouts.join(', ')}.`,
  }),
  roles: t.globalIDList({ for: RoleNode, description: 'All roles that it is to have, by their ids; at most 100.' }),
  notifications: t.field({ type: [NotificationEnum], description: 'All of what it is to be notified.' }),
});

const CreateOperator = builder.inputType('CreateOperatorInput', {
  description:
    'What to create an operator with. Unless said it is active, no administrator, and without roles and notifications.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'For whom it acts, where that is an organisation below you, by its `id`.',
    }),
    name: t.string({ required: true, description: name }),
    email: t.string({ required: true, description: email }),
    ...profileFields(t),
  }),
});

const UpdateOperator = builder.inputType('UpdateOperatorInput', {
  description: 'What to change of an operator. What is left out stays.',
  fields: (t) => ({
    operator: t.globalID({ for: OperatorNode, required: true, description: 'The operator, by its `id`.' }),
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        'For whom it acts from now on, by its `id`. Where that is another than before, it loses its roles, notifications and API clients, and then gets what is given here.',
    }),
    name: t.string({ description: name }),
    email: t.string({ description: email }),
    ...profileFields(t),
  }),
});

const CreateOperatorSuccess = builder.objectRef<{ readonly id: number }>('CreateOperatorSuccess').implement({
  description: 'The operator was created.',
  fields: (t) => ({
    operator: t.field({
      type: OperatorNode,
      description: 'The operator.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.operator.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

const UpdateOperatorSuccess = builder.objectRef<UpdatedOperator>('UpdateOperatorSuccess').implement({
  description: 'The operator is as asked.',
  fields: (t) => ({
    operator: t.field({
      type: OperatorNode,
      description: 'The operator, as it is now.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.operator.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
    resetRoles: t.idList({
      description: 'The ids of the roles that it lost because it changed its organisation.',
      resolve: ({ resetRoles }) => resetRoles.map((id) => encodeGlobalId('Role', id)),
    }),
    resetNotifications: t.field({
      type: [NotificationEnum],
      description: 'The notifications that it lost because it changed its organisation.',
      resolve: ({ resetNotifications }) => [...resetNotifications],
    }),
    revokedClients: t.idList({
      description:
        'The ids of its API clients that were revoked because it changed its organisation: their secrets are known at the old one.',
      resolve: ({ revokedClients }) => revokedClients.map((id) => encodeGlobalId('ApiClient', id)),
    }),
  }),
});

builder.mutationFields((t) => ({
  createOperator: t.field({
    type: CreateOperatorSuccess,
    description:
      'Creates an operator of an organisation. It has no id of yours by which a retry is recognised: an e-mail that is in use there is refused, to a repeated request too. Send an Idempotency-Key header to repeat the request safely.',
    errors: { types: errorsOf.createOperator },
    args: { input: t.arg({ type: CreateOperator, required: true, description: 'What to create the operator with.' }) },
    resolve: (_root, { input }, { useCase }) =>
      createOperator(useCase, fromArguments(CreateOperatorInput, { ...input, roles: input.roles?.map(numericId) })),
  }),
  updateOperator: t.field({
    type: UpdateOperatorSuccess,
    description:
      'Changes an operator, or moves it to another organisation. Where it is as asked already, nothing changes.',
    errors: { types: errorsOf.updateOperator },
    args: { input: t.arg({ type: UpdateOperator, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) => {
      const [operator, roles] = [numericId(input.operator), input.roles?.map(numericId)];
      return updateOperator(useCase, fromArguments(UpdateOperatorInput, { ...input, operator, roles }));
    },
  }),
}));
