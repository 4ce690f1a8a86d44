import { writeErrors } from '../db/write-errors.ts';
import { OrganisationArchivedError } from '../organisations/errors.ts';
import { organisationWriteErrors } from '../organisations/verb-errors.ts';
import { NotWhileEmulatingError } from '../shared/permission-checks.ts';
import { KeyNotFoundError } from './errors.ts';

/** The errors of each verb of this feature. */
export const keyVerbErrors = {
  createKey: [...organisationWriteErrors, NotWhileEmulatingError, OrganisationArchivedError],
  revokeKey: [...writeErrors, NotWhileEmulatingError, KeyNotFoundError],
};
