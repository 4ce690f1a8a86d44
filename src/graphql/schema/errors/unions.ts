import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from '../../../api-clients/errors.ts';
import { AuditTrailTooLongError } from '../../../audit/errors.ts';
import { UnknownProductError } from '../../../catalogue/errors.ts';
import { CustomerInactiveError, CustomerInUseError, CustomerNotFoundError } from '../../../customers/errors.ts';
import { ConflictError } from '../../../db/errors.ts';
import { KeyNotFoundError } from '../../../keys/errors.ts';
import {
  OperatorEmailTakenError,
  OperatorNotFoundError,
  OwnRightsError,
  RoleBuiltInError,
  RoleInUseError,
  RoleNameTakenError,
  RoleNotFoundError,
} from '../../../operators/errors.ts';
import { NotAFirstOrderError, OrderNotFoundError } from '../../../orders/errors.ts';
import {
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from '../../../organisations/errors.ts';
import { RemoteIdConflictError } from '../../../request-fingerprints/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../../../sandbox/errors.ts';
import { InvalidInputError } from '../../../shared/input.ts';
import { NotWhileEmulatingError, PermissionDeniedError } from '../../../shared/permission-checks.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
} from '../../../subscriptions/errors.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../../../users/errors.ts';

const everyVerb = [InvalidInputError, PermissionDeniedError, ConflictError];
const anyVerb = [...everyVerb, OrganisationNotFoundError];
const findingSubscription = [...anyVerb, OrderNotFoundError, NotAFirstOrderError];

const renewing = [
  ...findingSubscription,
  RemoteIdConflictError,
  StatusForbidsError,
  RenewalTooEarlyError,
  NextTermSoldError,
  CancellationScheduledError,
  HoldNotYoursError,
];
const changingStatus = [...findingSubscription, StatusForbidsError];
const givingCredentials = [...everyVerb, NotWhileEmulatingError];
const findingCustomer = [...anyVerb, CustomerNotFoundError];
const findingOrder = [...anyVerb, OrderNotFoundError];
const findingUser = [...anyVerb, UserNotFoundError];
const findingRole = [...everyVerb, RoleNotFoundError, RoleBuiltInError];

/** The verbs that the envelope speaks as well. */
const ofEnvelope = {
  createCustomer: [...anyVerb, RemoteIdConflictError, OrganisationArchivedError],
  updateCustomer: findingCustomer,
  archiveCustomer: findingCustomer,
  restoreCustomer: findingCustomer,
  removeCustomer: [...findingCustomer, CustomerInUseError],
  createFirstOrder: [
    ...anyVerb,
    RemoteIdConflictError,
    OrganisationArchivedError,
    CustomerNotFoundError,
    CustomerInactiveError,
    UnknownProductError,
  ],
  createRenewalOrder: renewing,
  changeSeats: [...findingSubscription, RemoteIdConflictError, StatusForbidsError, SeatsNotIncreasedError],
  suspendOrder: changingStatus,
  resumeOrder: changingStatus,
  cancelOrder: changingStatus,
  keepOrder: changingStatus,
  updateOrder: findingOrder,
  archiveOrder: findingOrder,
  restoreOrder: findingOrder,
  createUser: [
    ...anyVerb,
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
  createKey: [...anyVerb, NotWhileEmulatingError, OrganisationArchivedError],
  revokeKey: [...givingCredentials, KeyNotFoundError],
  createApiClient: [...givingCredentials, OperatorNotFoundError, OperatorInactiveError, OrganisationArchivedError],
  rotateApiClientSecret: [...givingCredentials, ApiClientNotFoundError, ApiClientEndedError, OperatorInactiveError],
  revokeApiClient: [...givingCredentials, ApiClientNotFoundError],
  advanceTestClock: [...everyVerb, NotASandboxError, ClockBackwardError],
};

const actingFromAbove = [...anyVerb, OwnOrganisationError];

/** The verbs of this door alone. */
const native = {
  createOrganisation: [...anyVerb, OrganisationArchivedError],
  updateOrganisation: anyVerb,
  moveOrganisation: [...actingFromAbove, MoveBelowItselfError, OrganisationArchivedError],
  archiveOrganisation: [...actingFromAbove, NotArchivedBelowError],
  restoreOrganisation: [...actingFromAbove, OrganisationArchivedError],
  createOperator: [
    ...anyVerb,
    NotWhileEmulatingError,
    OrganisationArchivedError,
    OperatorEmailTakenError,
    RoleNotFoundError,
  ],
  updateOperator: [
    ...anyVerb,
    NotWhileEmulatingError,
    OrganisationArchivedError,
    OperatorNotFoundError,
    OwnRightsError,
    OperatorEmailTakenError,
    RoleNotFoundError,
  ],
  createRole: [...anyVerb, OrganisationArchivedError, RoleNameTakenError],
  updateRole: [...findingRole, OwnRightsError, RoleNameTakenError],
  removeRole: [...findingRole, RoleInUseError],
};

/** What each verb, and its preview, can be refused with: the members of its result besides success. */
export const errorsOf = {
  ...ofEnvelope,
  ...native,
  /** A method of the envelope may be any verb that it speaks. */
  envelope: [...new Set(Object.values(ofEnvelope).flat())],
  verifyAuditTrail: [InvalidInputError, PermissionDeniedError, OrganisationNotFoundError, AuditTrailTooLongError],
};
