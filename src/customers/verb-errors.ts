import { OrganisationArchivedError } from '../organisations/errors.ts';
import { organisationWriteErrors } from '../organisations/verb-errors.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import { CustomerInUseError, CustomerNotFoundError } from './errors.ts';

const findingCustomer = [...organisationWriteErrors, CustomerNotFoundError];

/** The errors of each verb of this feature. */
export const customerVerbErrors = {
  createCustomer: [...organisationWriteErrors, RemoteIdConflictError, OrganisationArchivedError],
  updateCustomer: findingCustomer,
  archiveCustomer: findingCustomer,
  restoreCustomer: findingCustomer,
  removeCustomer: [...findingCustomer, CustomerInUseError],
};
