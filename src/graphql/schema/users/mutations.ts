import { CreateUserInput, createUser } from '../../../users/create-user.ts';
import { userProfile } from '../../../users/profile.ts';
import { RemoveUserInput, removeUser } from '../../../users/remove-user.ts';
import { ResetPasswordByEmailInput, resetPasswordByEmail } from '../../../users/reset-password-by-email.ts';
import { UpdateUserByEmailInput, updateUserByEmail } from '../../../users/update-user-by-email.ts';
import { userVerbErrors } from '../../../users/verb-errors.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { fromArguments } from '../input.ts';
import { changeFields, creationFields } from '../member-fields.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { UserNode } from './type.ts';

const ownerDescription =
  'The `id` of the organisation that owns the user. It is your organisation or a descendant of it. The default is your organisation.';
const password = 'The password, at most 1 KiB in UTF-8. Only a hash of it is stored.';

const CreateUser = builder.inputType('CreateUserInput', {
  description: 'Input of the `createUser` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    email: t.string({
      required: true,
      description:
        "The user's e-mail address, unique within your organisation. The comparison ignores case and treats both forms of an internationalised domain as equal.",
    }),
    customer: t.string({
      description:
        'Your remote id of the customer whose seat the user takes. If omitted, the user belongs to your consumer tenant and takes no seat of a customer.',
    }),
    ...creationFields(t, userProfile),
    password: t.string({ description: password }),
  }),
});

const UpdateUserByEmail = builder.inputType('UpdateUserByEmailInput', {
  description: 'Input of the `updateUserByEmail` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    email: t.string({ required: true, description: "The user's e-mail address. It cannot be changed." }),
    isActive: t.boolean({ description: 'Whether the user is active. A disabled user takes no seat.' }),
    ...changeFields(t, userProfile),
  }),
});

const ResetPasswordByEmail = builder.inputType('ResetPasswordByEmailInput', {
  description: 'Input of the `resetPasswordByEmail` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    email: t.string({ required: true, description: "The user's e-mail address." }),
    password: t.string({ required: true, description: password }),
  }),
});

const RemoveUser = builder.inputType('RemoveUserInput', {
  description: 'Input of the `removeUser` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    email: t.string({ required: true, description: "The user's e-mail address." }),
  }),
});

function successOf(name: string, description: string) {
  return builder.objectRef<{ readonly id: number }>(name).implement({
    description,
    fields: (t) => ({
      user: t.field({
        type: UserNode,
        description: 'The user after the mutation.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.user.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RemoveUserSuccess = builder.objectRef<{ readonly id: number }>('RemoveUserSuccess').implement({
  description: 'The user was removed. The seat is free, and the e-mail address can be used again.',
  fields: (t) => ({
    removedUserId: t.id({
      description: 'The `id` of the removed user. Events still refer to it.',
      resolve: ({ id }) => encodeGlobalId('User', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createUser: t.field({
    type: successOf('CreateUserSuccess', 'The user was created.'),
    description:
      'Creates an active user. A user has no remote id. If the e-mail address is already in use, the request is refused with `EMAIL_TAKEN`, even if it is a retry. Send an `Idempotency-Key` header to retry safely, or query `user` to see whether the user exists.',
    errors: { types: userVerbErrors.createUser },
    args: { input: t.arg({ type: CreateUser, required: true, description: 'The user to create.' }) },
    resolve: (_root, { input }, { useCase }) => createUser(useCase, fromArguments(CreateUserInput, input)),
  }),
  updateUserByEmail: t.field({
    type: successOf('UpdateUserByEmailSuccess', 'The user was updated.'),
    description: 'Enables, disables or renames a user. If the user already has the given values, nothing changes.',
    errors: { types: userVerbErrors.updateUserByEmail },
    args: { input: t.arg({ type: UpdateUserByEmail, required: true, description: 'The user and its changes.' }) },
    resolve: (_root, { input }, { useCase }) =>
      updateUserByEmail(useCase, fromArguments(UpdateUserByEmailInput, input)),
  }),
  resetPasswordByEmail: t.field({
    type: successOf('ResetPasswordByEmailSuccess', 'The password was set.'),
    description: 'Sets the password of a user.',
    errors: { types: userVerbErrors.resetPasswordByEmail },
    args: {
      input: t.arg({ type: ResetPasswordByEmail, required: true, description: 'The user and the new password.' }),
    },
    resolve: (_root, { input }, { useCase }) =>
      resetPasswordByEmail(useCase, fromArguments(ResetPasswordByEmailInput, input)),
  }),
  removeUser: t.field({
    type: RemoveUserSuccess,
    description: 'Removes a user permanently.',
    errors: { types: userVerbErrors.removeUser },
    args: { input: t.arg({ type: RemoveUser, required: true, description: 'The user to remove.' }) },
    resolve: (_root, { input }, { useCase }) => removeUser(useCase, fromArguments(RemoveUserInput, input)),
  }),
}));
