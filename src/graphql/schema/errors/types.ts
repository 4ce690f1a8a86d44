import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from '../../../api-clients/errors.ts';
import { AuditTrailTooLongError } from '../../../audit/errors.ts';
import { UnknownProductError } from '../../../catalogue/errors.ts';
import { CustomerInactiveError, CustomerInUseError, CustomerNotFoundError } from '../../../customers/errors.ts';
import { ConflictError } from '../../../db/errors.ts';
import { KeyNotFoundError } from '../../../keys/errors.ts';
import {
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from '../../../organisations/errors.ts';
import { RemoteIdConflictError } from '../../../request-fingerprints/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../../../sandbox/errors.ts';
import type { DomainErrorCode } from '../../../shared/domain-error.ts';
import { type InputIssue, InvalidInputError } from '../../../shared/input.ts';
import { NotWhileEmulatingError, PermissionDeniedError } from '../../../shared/permission-checks.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../../../users/errors.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { plain } from './interfaces.ts';
import { operatorErrors } from './operator-types.ts';
import { orderErrors } from './order-types.ts';

/**
 * What a caller is never answered as data: what only the terminal can try, an outage, who may not ask at all, and a key
 * with which nothing of the document was executed.
 */
type NotAnswered =
  | 'MOVE_ACROSS_CLOCKS'
  | 'UNAVAILABLE'
  | 'EMULATION_REFUSED'
  | 'IDEMPOTENCY_KEY_INVALID'
  | 'IDEMPOTENCY_KEY_IN_USE'
  | 'IDEMPOTENCY_KEY_REUSED';

const InputIssueType = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'One problem with an input.',
  fields: (t) => ({
    path: t.stringList({
      description:
        'The path of the invalid member, outermost name first. Empty if the problem concerns the whole input.',
      resolve: (issue) => issue.path.map(String),
    }),
    message: t.exposeString('message', { description: 'The value that was expected and the value that was found.' }),
  }),
});

/** The object type of every error that a caller can be answered, under its class's name. */
export const errorTypes = {
  INVALID_INPUT: builder.objectType(InvalidInputError, {
    ...plain,
    name: 'InvalidInputError',
    description: 'The input is invalid.',
    fields: (t) => ({
      issues: t.field({
        type: [InputIssueType],
        description: 'All problems with the input.',
        resolve: (error) => [...error.issues],
      }),
    }),
  }),
  CONFLICT: builder.objectType(ConflictError, {
    ...plain,
    name: 'ConflictError',
    description: 'Concurrent requests kept changing the same data. It is safe to repeat this request.',
  }),
  PERMISSION_DENIED: builder.objectType(PermissionDeniedError, {
    ...plain,
    name: 'PermissionDeniedError',
    description: 'You lack the permission for this operation.',
    fields: (t) => ({
      permission: t.exposeString('permission', { description: 'The permission that the operation requires.' }),
    }),
  }),
  NOT_WHILE_EMULATING: builder.objectType(NotWhileEmulatingError, {
    ...plain,
    name: 'NotWhileEmulatingError',
    description: 'Credentials and passwords cannot be created or changed on behalf of another operator.',
  }),
  ORGANISATION_NOT_FOUND: builder.objectType(OrganisationNotFoundError, {
    ...plain,
    name: 'OrganisationNotFoundError',
    description: 'There is no such organisation among your organisation and its descendants.',
  }),
  ORGANISATION_ARCHIVED: builder.objectType(OrganisationArchivedError, {
    ...plain,
    name: 'OrganisationArchivedError',
    description: 'The organisation is archived. Nothing new can be created in it.',
    fields: (t) => ({
      organisationId: t.id({
        description: 'The `id` of the archived organisation: that of the request or an ancestor of it.',
        resolve: (error) => encodeGlobalId('Organisation', error.organisationId),
      }),
    }),
  }),
  OWN_ORGANISATION: builder.objectType(OwnOrganisationError, {
    ...plain,
    name: 'OwnOrganisationError',
    description: 'You cannot move, archive or restore your own organisation.',
  }),
  NOT_ARCHIVED_BELOW: builder.objectType(NotArchivedBelowError, {
    ...plain,
    name: 'NotArchivedBelowError',
    description: 'The organisation has descendants that are not archived.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'The number of descendants that are not archived.' }),
    }),
  }),
  MOVE_BELOW_ITSELF: builder.objectType(MoveBelowItselfError, {
    ...plain,
    name: 'MoveBelowItselfError',
    description: 'An organisation cannot be moved below itself or below one of its descendants.',
  }),
  KEY_NOT_FOUND: builder.objectType(KeyNotFoundError, {
    ...plain,
    name: 'KeyNotFoundError',
    description: 'There is no such API key in your organisation or its descendants.',
  }),
  API_CLIENT_NOT_FOUND: builder.objectType(ApiClientNotFoundError, {
    ...plain,
    name: 'ApiClientNotFoundError',
    description: 'There is no such API client in your organisation or its descendants.',
  }),
  API_CLIENT_ENDED: builder.objectType(ApiClientEndedError, {
    ...plain,
    name: 'ApiClientEndedError',
    description: 'The API client was revoked or has expired.',
  }),
  OPERATOR_INACTIVE: builder.objectType(OperatorInactiveError, {
    ...plain,
    name: 'OperatorInactiveError',
    description: 'The operator is disabled. Its API clients cannot act for it.',
  }),
  CUSTOMER_NOT_FOUND: builder.objectType(CustomerNotFoundError, {
    ...plain,
    name: 'CustomerNotFoundError',
    description: 'There is no customer with this remote id.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'The remote id that was requested.' }) }),
  }),
  CUSTOMER_INACTIVE: builder.objectType(CustomerInactiveError, {
    ...plain,
    name: 'CustomerInactiveError',
    description: 'The customer is inactive. It cannot receive new first orders or new users.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'Your remote id of the customer.' }) }),
  }),
  CUSTOMER_IN_USE: builder.objectType(CustomerInUseError, {
    ...plain,
    name: 'CustomerInUseError',
    description: 'The customer cannot be removed, because it has orders or users. Archive it instead.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'Your remote id of the customer.' }),
      orders: t.exposeInt('orders', { description: "The number of the customer's orders." }),
      users: t.exposeInt('users', { description: "The number of the customer's users." }),
    }),
  }),
  REMOTE_ID_CONFLICT: builder.objectType(RemoteIdConflictError, {
    ...plain,
    name: 'RemoteIdConflictError',
    description: 'The remote id was already used for a different request. Use a new remote id for a new object.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'The remote id that was already used.' }),
      conflictingFields: t.exposeStringList('conflictingFields', {
        description:
          'The names of the members in which the two requests differ. Includes `kind` if they were for different kinds of order.',
      }),
    }),
  }),
  UNKNOWN_PRODUCT: builder.objectType(UnknownProductError, {
    ...plain,
    name: 'UnknownProductError',
    description: 'There is no such product with this duration.',
    fields: (t) => ({
      product: t.exposeString('product', { description: 'The code of the product that was requested.' }),
      acceptedProducts: t.exposeStringList('acceptedProducts', {
        description: 'The codes of the products that can be ordered.',
      }),
    }),
  }),
  ...orderErrors,
  ...operatorErrors,
  USER_NOT_FOUND: builder.objectType(UserNotFoundError, {
    ...plain,
    name: 'UserNotFoundError',
    description: 'There is no user with this e-mail address.',
  }),
  EMAIL_TAKEN: builder.objectType(EmailTakenError, {
    ...plain,
    name: 'EmailTakenError',
    description: 'A user with this e-mail address already exists. Upper and lower case do not matter.',
  }),
  SEAT_LIMIT_REACHED: builder.objectType(SeatLimitReachedError, {
    ...plain,
    name: 'SeatLimitReachedError',
    description: "The customer's active subscriptions have no free seat.",
    fields: (t) => ({
      seatLimit: t.exposeFloat('seatLimit', {
        description: 'The maximum number of active users: a whole number that can exceed the range of Int.',
      }),
      activeUsers: t.exposeInt('activeUsers', { description: 'The current number of active users.' }),
    }),
  }),
  NOT_A_SANDBOX: builder.objectType(NotASandboxError, {
    ...plain,
    name: 'NotASandboxError',
    description: 'The organisation is not in a sandbox. Only a sandbox has a test clock.',
  }),
  AUDIT_TRAIL_TOO_LONG: builder.objectType(AuditTrailTooLongError, {
    ...plain,
    name: 'AuditTrailTooLongError',
    description: 'The audit trail is too long to be verified within a request.',
    fields: (t) => ({
      events: t.exposeFloat('events', {
        description: 'The number of sealed events: a whole number that can exceed the range of Int.',
      }),
      limit: t.exposeInt('limit', { description: 'The maximum number of sealed events that a request can verify.' }),
    }),
  }),
  CLOCK_BACKWARD: builder.objectType(ClockBackwardError, {
    ...plain,
    name: 'ClockBackwardError',
    description: 'A test clock can only be advanced, not set back.',
    fields: (t) => ({
      now: t.expose('now', { type: 'DateTime', description: 'The current date and time (UTC) of the test clock.' }),
      to: t.expose('to', { type: 'DateTime', description: 'The date and time (UTC) that was requested.' }),
    }),
  }),
} satisfies Record<Exclude<DomainErrorCode, NotAnswered>, unknown>;
