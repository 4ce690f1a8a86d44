import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from '../../src/api-clients/errors.ts';
import { AuditTrailTooLongError } from '../../src/audit/errors.ts';
import { UnknownProductError } from '../../src/catalogue/errors.ts';
import { CustomerInactiveError, CustomerInUseError, CustomerNotFoundError } from '../../src/customers/errors.ts';
import { ConflictError, UnavailableError } from '../../src/db/errors.ts';
import {
  IdempotencyKeyInUseError,
  IdempotencyKeyInvalidError,
  IdempotencyKeyReusedError,
} from '../../src/idempotency/errors.ts';
import { EmulationRefusedError } from '../../src/identity/errors.ts';
import { KeyNotFoundError } from '../../src/keys/errors.ts';
import {
  OperatorEmailTakenError,
  OperatorNotFoundError,
  OwnRightsError,
  RoleBuiltInError,
  RoleInUseError,
  RoleNameTakenError,
  RoleNotFoundError,
} from '../../src/operators/errors.ts';
import { NotAFirstOrderError, OrderNotFoundError } from '../../src/orders/errors.ts';
import {
  MoveAcrossClocksError,
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from '../../src/organisations/errors.ts';
import { RemoteIdConflictError } from '../../src/request-fingerprints/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../../src/sandbox/errors.ts';
import type { DomainErrorCode, DomainErrors } from '../../src/shared/domain-error.ts';
import { InvalidInputError } from '../../src/shared/input.ts';
import { NotWhileEmulatingError, PermissionDeniedError } from '../../src/shared/permission-checks.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
} from '../../src/subscriptions/errors.ts';
import type { RefusalContext } from '../../src/subscriptions/types.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../../src/users/errors.ts';

const instant = Temporal.Instant.from('2028-02-14T10:00:00Z');
const standing: RefusalContext = { firstOrder: 'ORDER-1', status: 'ACTIVE', allowedActions: ['cancelOrder'] };

/** An example of every domain error. The compiler reports a missing one. */
export const domainErrors: { readonly [Code in DomainErrorCode]: DomainErrors[Code] } = {
  INVALID_INPUT: new InvalidInputError([{ path: ['seats'], message: 'expected a whole number, found nothing' }]),
  CONFLICT: new ConflictError(),
  UNAVAILABLE: new UnavailableError(),
  PERMISSION_DENIED: new PermissionDeniedError('order:renew'),
  NOT_WHILE_EMULATING: new NotWhileEmulatingError(),
  EMULATION_REFUSED: new EmulationRefusedError(),
  ORGANISATION_NOT_FOUND: new OrganisationNotFoundError(),
  ORGANISATION_ARCHIVED: new OrganisationArchivedError(7),
  OWN_ORGANISATION: new OwnOrganisationError(),
  NOT_ARCHIVED_BELOW: new NotArchivedBelowError(2),
  MOVE_BELOW_ITSELF: new MoveBelowItselfError(),
  MOVE_ACROSS_CLOCKS: new MoveAcrossClocksError(),
  OPERATOR_NOT_FOUND: new OperatorNotFoundError(),
  OPERATOR_EMAIL_TAKEN: new OperatorEmailTakenError(),
  OWN_RIGHTS: new OwnRightsError(),
  ROLE_NOT_FOUND: new RoleNotFoundError([5, 6]),
  ROLE_NAME_TAKEN: new RoleNameTakenError(),
  ROLE_BUILT_IN: new RoleBuiltInError(),
  ROLE_IN_USE: new RoleInUseError(2),
  API_CLIENT_NOT_FOUND: new ApiClientNotFoundError(),
  API_CLIENT_ENDED: new ApiClientEndedError(),
  OPERATOR_INACTIVE: new OperatorInactiveError(),
  KEY_NOT_FOUND: new KeyNotFoundError(),
  CUSTOMER_NOT_FOUND: new CustomerNotFoundError('ABC'),
  CUSTOMER_INACTIVE: new CustomerInactiveError('ABC'),
  CUSTOMER_IN_USE: new CustomerInUseError('ABC', { orders: 2, users: 1 }),
  REMOTE_ID_CONFLICT: new RemoteIdConflictError('ORDER-1', ['seats']),
  UNKNOWN_PRODUCT: new UnknownProductError('oo-huge', ['oo-lite', 'oo-std']),
  ORDER_NOT_FOUND: new OrderNotFoundError('ORDER-9'),
  NOT_A_FIRST_ORDER: new NotAFirstOrderError('ORDER-2', 'ORDER-1'),
  STATUS_FORBIDS: new StatusForbidsError({ ...standing, status: 'CANCELLED', allowedActions: [] }, 'suspendOrder'),
  RENEWAL_TOO_EARLY: new RenewalTooEarlyError(standing, instant),
  NEXT_TERM_SOLD: new NextTermSoldError(standing, instant, instant),
  CANCELLATION_SCHEDULED: new CancellationScheduledError(standing, instant),
  HOLD_NOT_YOURS: new HoldNotYoursError(standing, instant),
  SEATS_NOT_INCREASED: new SeatsNotIncreasedError(standing, 5, 20),
  USER_NOT_FOUND: new UserNotFoundError(),
  EMAIL_TAKEN: new EmailTakenError(),
  SEAT_LIMIT_REACHED: new SeatLimitReachedError(20, 20),
  NOT_A_SANDBOX: new NotASandboxError(),
  AUDIT_TRAIL_TOO_LONG: new AuditTrailTooLongError(250_000, 100_000),
  IDEMPOTENCY_KEY_INVALID: new IdempotencyKeyInvalidError(),
  IDEMPOTENCY_KEY_IN_USE: new IdempotencyKeyInUseError(),
  IDEMPOTENCY_KEY_REUSED: new IdempotencyKeyReusedError(),
  CLOCK_BACKWARD: new ClockBackwardError(instant, instant.subtract({ hours: 1 })),
};
