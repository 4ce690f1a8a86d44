import { UnknownProductError } from '../catalogue/errors.ts';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { OrganisationArchivedError } from '../organisations/errors.ts';
import { organisationWriteErrors } from '../organisations/verb-errors.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
} from '../subscriptions/errors.ts';
import { NotAFirstOrderError, OrderNotFoundError } from './errors.ts';

const findingOrder = [...organisationWriteErrors, OrderNotFoundError];
const findingSubscription = [...findingOrder, NotAFirstOrderError];
const changingStatus = [...findingSubscription, StatusForbidsError];

/** The errors of each verb of this feature and of its preview. */
export const orderVerbErrors = {
  createFirstOrder: [
    ...organisationWriteErrors,
    RemoteIdConflictError,
    OrganisationArchivedError,
    CustomerNotFoundError,
    CustomerInactiveError,
    UnknownProductError,
  ],
  createRenewalOrder: [
    ...changingStatus,
    RemoteIdConflictError,
    RenewalTooEarlyError,
    NextTermSoldError,
    CancellationScheduledError,
    HoldNotYoursError,
  ],
  changeSeats: [...changingStatus, RemoteIdConflictError, SeatsNotIncreasedError],
  suspendOrder: changingStatus,
  resumeOrder: changingStatus,
  cancelOrder: changingStatus,
  keepOrder: changingStatus,
  updateOrder: findingOrder,
  archiveOrder: findingOrder,
  restoreOrder: findingOrder,
};
