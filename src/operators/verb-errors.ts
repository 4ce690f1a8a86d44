import { writeErrors } from '../db/write-errors.ts';
import { OrganisationArchivedError } from '../organisations/errors.ts';
import { organisationWriteErrors } from '../organisations/verb-errors.ts';
import { NotWhileEmulatingError } from '../shared/permission-checks.ts';
import {
  OperatorEmailTakenError,
  OperatorNotFoundError,
  OwnRightsError,
  RoleBuiltInError,
  RoleInUseError,
  RoleNameTakenError,
  RoleNotFoundError,
} from './errors.ts';

const writingOperator = [
  ...organisationWriteErrors,
  NotWhileEmulatingError,
  OrganisationArchivedError,
  OperatorEmailTakenError,
  RoleNotFoundError,
];
const findingRole = [...writeErrors, RoleNotFoundError, RoleBuiltInError];

/** The errors of each verb of this feature. */
export const operatorVerbErrors = {
  createOperator: writingOperator,
  updateOperator: [...writingOperator, OperatorNotFoundError, OwnRightsError],
  createRole: [...organisationWriteErrors, OrganisationArchivedError, RoleNameTakenError],
  updateRole: [...findingRole, OwnRightsError, RoleNameTakenError],
  removeRole: [...findingRole, RoleInUseError],
};
