import {
  OperatorEmailTakenError,
  OperatorNotFoundError,
  OwnRightsError,
  RoleBuiltInError,
  RoleInUseError,
  RoleNameTakenError,
  RoleNotFoundError,
} from '../../../operators/errors.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { plain } from './interfaces.ts';

/** The errors about operators and roles. */
export const operatorErrors = {
  OPERATOR_NOT_FOUND: builder.objectType(OperatorNotFoundError, {
    ...plain,
    name: 'OperatorNotFoundError',
    description: 'There is no such operator in your organisation or its descendants.',
  }),
  OPERATOR_EMAIL_TAKEN: builder.objectType(OperatorEmailTakenError, {
    ...plain,
    name: 'OperatorEmailTakenError',
    description:
      'The organisation already has an operator with this e-mail address. Upper and lower case do not matter.',
  }),
  OWN_RIGHTS: builder.objectType(OwnRightsError, {
    ...plain,
    name: 'OwnRightsError',
    description: 'You cannot change your own permissions.',
  }),
  ROLE_NOT_FOUND: builder.objectType(RoleNotFoundError, {
    ...plain,
    name: 'RoleNotFoundError',
    description: 'The organisation does not have these roles.',
    fields: (t) => ({
      roleIds: t.idList({
        description: 'The ids of the roles that were not found.',
        resolve: ({ roleIds }) => roleIds.map((id) => encodeGlobalId('Role', id)),
      }),
    }),
  }),
  ROLE_NAME_TAKEN: builder.objectType(RoleNameTakenError, {
    ...plain,
    name: 'RoleNameTakenError',
    description: 'The organisation already has a role with this name.',
  }),
  ROLE_BUILT_IN: builder.objectType(RoleBuiltInError, {
    ...plain,
    name: 'RoleBuiltInError',
    description: 'A built-in role cannot be changed or removed.',
  }),
  ROLE_IN_USE: builder.objectType(RoleInUseError, {
    ...plain,
    name: 'RoleInUseError',
    description: 'The role cannot be removed, because operators have it.',
    fields: (t) => ({
      operators: t.exposeInt('operators', { description: 'The number of operators that have the role.' }),
    }),
  }),
};
