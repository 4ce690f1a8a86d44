import { CreateUserInput, createUser } from '../../../users/create-user.ts';
import { RemoveUserInput, removeUser } from '../../../users/remove-user.ts';
import { ResetPasswordByEmailInput, resetPasswordByEmail } from '../../../users/reset-password-by-email.ts';
import { UpdateUserByEmailInput, updateUserByEmail } from '../../../users/update-user-by-email.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { errorsOf } from '../errors/unions.ts';
import { encodeGlobalId } from '../global-id.ts';
import { fromArguments } from '../input.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { UserNode } from './type.ts';

const whose = 'Whose user it is, where that is an organisation below you, by its `id`.';
const password = 'The password, of at most 1 KiB. Only a hash of it is kept.';

const CreateUser = builder.inputType('CreateUserInput', {
  description: 'What to create a user with.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    email: t.string({
      required: true,
      description: 'The e-mail, unique among your users whatever its case and with its domain in either form.',
    }),
    customer: t.string({
      description:
        'Your id of the customer whose seat the user takes; left out, the user belongs to your consumer tenant.',
    }),
    displayName: t.string({ description: 'The name to show.' }),
    password: t.string({ description: password }),
  }),
});

const UpdateUserByEmail = builder.inputType('UpdateUserByEmailInput', {
  description: 'What to change of a user. What is left out stays.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    email: t.string({ required: true, description: "The user's e-mail. It stays." }),
    isActive: t.boolean({ description: 'A disabled user holds no seat.' }),
    displayName: t.string({ description: 'The name to show; null removes it.' }),
  }),
});

const ResetPasswordByEmail = builder.inputType('ResetPasswordByEmailInput', {
  description: 'A new password for a user.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    email: t.string({ required: true, description: "The user's e-mail." }),
    password: t.string({ required: true, description: password }),
  }),
});

const RemoveUser = builder.inputType('RemoveUserInput', {
  description: 'Whom to remove.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    email: t.string({ required: true, description: "The user's e-mail." }),
  }),
});

function successOf(name: string, description: string) {
  return builder.objectRef<{ readonly id: number }>(name).implement({
    description,
    fields: (t) => ({
      user: t.field({
        type: UserNode,
        description: 'The user, as it is now.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.user.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RemoveUserSuccess = builder.objectRef<{ readonly id: number }>('RemoveUserSuccess').implement({
  description: 'The user is gone: the seat is free, and the e-mail can be used again.',
  fields: (t) => ({
    removedUserId: t.id({
      description: 'The id that the user had; events keep it.',
      resolve: ({ id }) => encodeGlobalId('User', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createUser: t.field({
    type: successOf('CreateUserSuccess', 'The user was created.'),
    description:
      'Creates an active user. Unlike other verbs that create something, it has no id of yours by which a retry is recognised: an e-mail that is in use is refused with EMAIL_TAKEN, to a repeated request too. Send an Idempotency-Key header to repeat the request safely, or ask `user` whether it exists.',
    errors: { types: errorsOf.createUser },
    args: { input: t.arg({ type: CreateUser, required: true, description: 'What to create the user with.' }) },
    resolve: (_root, { input }, { useCase }) => createUser(useCase, fromArguments(CreateUserInput, input)),
  }),
  updateUserByEmail: t.field({
    type: successOf('UpdateUserByEmailSuccess', 'The user is as asked.'),
    description: 'Enables, disables or renames a user. Where the user is as asked already, nothing changes.',
    errors: { types: errorsOf.updateUserByEmail },
    args: { input: t.arg({ type: UpdateUserByEmail, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) =>
      updateUserByEmail(useCase, fromArguments(UpdateUserByEmailInput, input)),
  }),
  resetPasswordByEmail: t.field({
    type: successOf('ResetPasswordByEmailSuccess', 'The user has the new password.'),
    description: "Sets a user's password.",
    errors: { types: errorsOf.resetPasswordByEmail },
    args: { input: t.arg({ type: ResetPasswordByEmail, required: true, description: 'Whose, and which.' }) },
    resolve: (_root, { input }, { useCase }) =>
      resetPasswordByEmail(useCase, fromArguments(ResetPasswordByEmailInput, input)),
  }),
  removeUser: t.field({
    type: RemoveUserSuccess,
    description: 'Removes a user for good.',
    errors: { types: errorsOf.removeUser },
    args: { input: t.arg({ type: RemoveUser, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, { useCase }) => removeUser(useCase, fromArguments(RemoveUserInput, input)),
  }),
}));
