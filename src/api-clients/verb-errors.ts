import { writeErrors } from '../db/write-errors.ts';
import { OperatorNotFoundError } from '../operators/errors.ts';
import { OrganisationArchivedError } from '../organisations/errors.ts';
import { NotWhileEmulatingError } from '../shared/permission-checks.ts';
import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from './errors.ts';

const givingCredentials = [...writeErrors, NotWhileEmulatingError];

/** The errors of each verb of this feature. */
export const apiClientVerbErrors = {
  createApiClient: [...givingCredentials, OperatorNotFoundError, OperatorInactiveError, OrganisationArchivedError],
  rotateApiClientSecret: [...givingCredentials, ApiClientNotFoundError, ApiClientEndedError, OperatorInactiveError],
  revokeApiClient: [...givingCredentials, ApiClientNotFoundError],
};
