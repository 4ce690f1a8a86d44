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
    description: 'There is no such operator at or below your organisation.',
  }),
  OPERATOR_EMAIL_TAKEN: builder.objectType(OperatorEmailTakenError, {
    ...plain,
    name: 'OperatorEmailTakenError',
    description: 'The organisation has an operator of this e-mail already, whatever its case.',
  }),
  OWN_RIGHTS: builder.objectType(OwnRightsError, {
    ...plain,
    name: 'OwnRightsError',
    description: 'Nobody changes what they may do themselves.',
  }),
  ROLE_NOT_FOUND: builder.objectType(RoleNotFoundError, {
    ...plain,
    name: 'RoleNotFoundError',
    description: 'The organisation has no such roles.',
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
    description: 'The organisation has a role of this name already.',
  }),
  ROLE_BUILT_IN: builder.objectType(RoleBuiltInError, {
    ...plain,
    name: 'RoleBuiltInError',
    description: 'A built-in role stays as it is.',
  }),
  ROLE_IN_USE: builder.objectType(RoleInUseError, {
    ...plain,
    name: 'RoleInUseError',
    description: 'Operators have this role, so it is not removed.',
    fields: (t) => ({ operators: t.exposeInt('operators', { description: 'How many operators have it.' }) }),
  }),
};
