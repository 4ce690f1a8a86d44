import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { OrganisationArchivedError } from '../organisations/errors.ts';
import { organisationWriteErrors } from '../organisations/verb-errors.ts';
import { NotWhileEmulatingError } from '../shared/permission-checks.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from './errors.ts';

const findingUser = [...organisationWriteErrors, UserNotFoundError];

/** The errors of each verb of this feature. */
export const userVerbErrors = {
  createUser: [
    ...organisationWriteErrors,
    NotWhileEmulatingError,
    OrganisationArchivedError,
    CustomerNotFoundError,
    CustomerInactiveError,
    EmailTakenError,
    SeatLimitReachedError,
  ],
  updateUserByEmail: [...findingUser, SeatLimitReachedError],
  resetPasswordByEmail: [...findingUser, NotWhileEmulatingError],
  removeUser: findingUser,
};
