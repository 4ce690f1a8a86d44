import { writeErrors } from '../db/write-errors.ts';
import {
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from './errors.ts';

/** The errors of every verb whose input can name an organisation. */
export const organisationWriteErrors = [...writeErrors, OrganisationNotFoundError];

const actingFromAbove = [...organisationWriteErrors, OwnOrganisationError];

/** The errors of each verb of this feature. */
export const organisationVerbErrors = {
  createOrganisation: [...organisationWriteErrors, OrganisationArchivedError],
  updateOrganisation: organisationWriteErrors,
  moveOrganisation: [...actingFromAbove, MoveBelowItselfError, OrganisationArchivedError],
  archiveOrganisation: [...actingFromAbove, NotArchivedBelowError],
  restoreOrganisation: [...actingFromAbove, OrganisationArchivedError],
};
