import { UnknownProductError } from '../catalogue/errors.ts';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { ConflictError } from '../db/errors.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  NotAFirstOrderError,
  OrderNotFoundError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
} from '../orders/errors.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { RemoteIdConflictError } from '../retries/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../sandbox/errors.ts';
import { InvalidInputError } from '../shared/input.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../users/errors.ts';

const anyVerb = [InvalidInputError, OrganisationNotFoundError, ConflictError];
const findingSubscription = [...anyVerb, OrderNotFoundError, NotAFirstOrderError];

const byVerb = {
  creatingCustomer: [...anyVerb, RemoteIdConflictError],
  updatingCustomer: [...anyVerb, CustomerNotFoundError],
  firstOrder: [...anyVerb, RemoteIdConflictError, CustomerNotFoundError, CustomerInactiveError, UnknownProductError],
  renewal: [
    ...findingSubscription,
    RemoteIdConflictError,
    StatusForbidsError,
    RenewalTooEarlyError,
    NextTermSoldError,
    CancellationScheduledError,
    HoldNotYoursError,
  ],
  seats: [...findingSubscription, RemoteIdConflictError, StatusForbidsError, SeatsNotIncreasedError],
  subscription: [...findingSubscription, StatusForbidsError],
  creatingUser: [...anyVerb, CustomerNotFoundError, CustomerInactiveError, EmailTakenError, SeatLimitReachedError],
  updatingUser: [...anyVerb, UserNotFoundError, SeatLimitReachedError],
  findingUser: [...anyVerb, UserNotFoundError],
  clock: [InvalidInputError, ConflictError, NotASandboxError, ClockBackwardError],
};

/** What each kind of verb can be refused with: the members of its result besides success. */
export const errorsOf = {
  ...byVerb,
  /** A method of the envelope may be any verb. */
  envelope: [...new Set(Object.values(byVerb).flat())],
};
