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
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.stringList({
      description: 'The member that is wrong, from the outside in; empty for the input as a whole.',
      resolve: (issue) => issue.path.map(String),
    }),
    message: t.exposeString('message', { description: 'What was expected and what was found.' }),
  }),
});

/** The object type of every error that a caller can be answered, under its class's name. */
export const errorTypes = {
  INVALID_INPUT: builder.objectType(InvalidInputError, {
    ...plain,
    name: 'InvalidInputError',
    description: 'The input can not be understood.',
    fields: (t) => ({
      issues: t.field({
        type: [InputIssueType],
        description: 'Everything that is wrong with it.',
        resolve: (error) => [...error.issues],
      }),
    }),
  }),
  CONFLICT: builder.objectType(ConflictError, {
    ...plain,
    name: 'ConflictError',
    description: 'Others kept changing the same data; the same request is safe to repeat.',
  }),
  PERMISSION_DENIED: builder.objectType(PermissionDeniedError, {
    ...plain,
    name: 'PermissionDeniedError',
    description: 'You lack a permission for this.',
    fields: (t) => ({ permission: t.exposeString('permission', { description: 'The permission that it takes.' }) }),
  }),
  NOT_WHILE_EMULATING: builder.objectType(NotWhileEmulatingError, {
    ...plain,
    name: 'NotWhileEmulatingError',
    description: 'Credentials and passwords are not given on behalf of somebody else.',
  }),
  ORGANISATION_NOT_FOUND: builder.objectType(OrganisationNotFoundError, {
    ...plain,
    name: 'OrganisationNotFoundError',
    description: 'There is no such organisation at or below yours.',
  }),
  ORGANISATION_ARCHIVED: builder.objectType(OrganisationArchivedError, {
    ...plain,
    name: 'OrganisationArchivedError',
    description: 'The organisation is archived and gets nothing new.',
    fields: (t) => ({
      organisationId: t.id({
        description: 'Which one, by its `id`: that of the request, or the one above it.',
        resolve: (error) => encodeGlobalId('Organisation', error.organisationId),
      }),
    }),
  }),
  OWN_ORGANISATION: builder.objectType(OwnOrganisationError, {
    ...plain,
    name: 'OwnOrganisationError',
    description: 'Nobody moves, archives or restores its own organisation.',
  }),
  NOT_ARCHIVED_BELOW: builder.objectType(NotArchivedBelowError, {
    ...plain,
    name: 'NotArchivedBelowError',
    description: 'Not everything below the organisation is archived.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'How many organisations below it are not archived.' }),
    }),
  }),
  MOVE_BELOW_ITSELF: builder.objectType(MoveBelowItselfError, {
    ...plain,
    name: 'MoveBelowItselfError',
    description: 'An organisation can not stand below itself or below what stands below it.',
  }),
  KEY_NOT_FOUND: builder.objectType(KeyNotFoundError, {
    ...plain,
    name: 'KeyNotFoundError',
    description: 'There is no such key at or below your organisation.',
  }),
  API_CLIENT_NOT_FOUND: builder.objectType(ApiClientNotFoundError, {
    ...plain,
    name: 'ApiClientNotFoundError',
    description: 'There is no such API client at or below your organisation.',
  }),
  API_CLIENT_ENDED: builder.objectType(ApiClientEndedError, {
    ...plain,
    name: 'ApiClientEndedError',
    description: 'The API client was revoked or has expired.',
  }),
  OPERATOR_INACTIVE: builder.objectType(OperatorInactiveError, {
    ...plain,
    name: 'OperatorInactiveError',
    description: 'The operator is disabled, and so is everything that acts for it.',
  }),
  CUSTOMER_NOT_FOUND: builder.objectType(CustomerNotFoundError, {
    ...plain,
    name: 'CustomerNotFoundError',
    description: 'There is no customer of this id.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'The id that was asked for.' }) }),
  }),
  CUSTOMER_INACTIVE: builder.objectType(CustomerInactiveError, {
    ...plain,
    name: 'CustomerInactiveError',
    description: 'The customer is inactive and gets no new orders and no new users.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'Your id of the customer.' }) }),
  }),
  CUSTOMER_IN_USE: builder.objectType(CustomerInUseError, {
    ...plain,
    name: 'CustomerInUseError',
    description: 'The customer has orders or users, which would be lost with it: archive it instead.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'Your id of the customer.' }),
      orders: t.exposeInt('orders', { description: 'How many orders it has.' }),
      users: t.exposeInt('users', { description: 'How many users it has.' }),
    }),
  }),
  REMOTE_ID_CONFLICT: builder.objectType(RemoteIdConflictError, {
    ...plain,
    name: 'RemoteIdConflictError',
    description: 'The id was used before, for a different request: this is no retry, and a new thing needs a new id.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'The id that was used before.' }),
      conflictingFields: t.exposeStringList('conflictingFields', {
        description: 'In which members the two requests differ; `kind` where they were for different kinds of order.',
      }),
    }),
  }),
  UNKNOWN_PRODUCT: builder.objectType(UnknownProductError, {
    ...plain,
    name: 'UnknownProductError',
    description: 'There is no such product for this duration.',
    fields: (t) => ({
      product: t.exposeString('product', { description: 'The product that was asked for.' }),
      acceptedProducts: t.exposeStringList('acceptedProducts', { description: 'The products that can be ordered.' }),
    }),
  }),
  ...orderErrors,
  ...operatorErrors,
  USER_NOT_FOUND: builder.objectType(UserNotFoundError, {
    ...plain,
    name: 'UserNotFoundError',
    description: 'There is no user of this e-mail.',
  }),
  EMAIL_TAKEN: builder.objectType(EmailTakenError, {
    ...plain,
    name: 'EmailTakenError',
    description: 'A user of this e-mail exists already, whatever its case.',
  }),
  SEAT_LIMIT_REACHED: builder.objectType(SeatLimitReachedError, {
    ...plain,
    name: 'SeatLimitReachedError',
    description: "All seats of the customer's active subscriptions are used.",
    fields: (t) => ({
      seatLimit: t.exposeFloat('seatLimit', {
        description: 'How many active users are possible: a whole number, which may be larger than an Int.',
      }),
      activeUsers: t.exposeInt('activeUsers', { description: 'How many there are.' }),
    }),
  }),
  NOT_A_SANDBOX: builder.objectType(NotASandboxError, {
    ...plain,
    name: 'NotASandboxError',
    description: 'Only a sandbox has a clock that can be moved.',
  }),
  AUDIT_TRAIL_TOO_LONG: builder.objectType(AuditTrailTooLongError, {
    ...plain,
    name: 'AuditTrailTooLongError',
    description: 'The audit trail is too long to be verified while a request waits.',
    fields: (t) => ({
      events: t.exposeFloat('events', {
        description: 'How many sealed events it has: a whole number, which may be larger than an Int.',
      }),
      limit: t.exposeInt('limit', { description: 'How many it may have for that.' }),
    }),
  }),
  CLOCK_BACKWARD: builder.objectType(ClockBackwardError, {
    ...plain,
    name: 'ClockBackwardError',
    description: 'A test clock only moves forward.',
    fields: (t) => ({
      now: t.expose('now', { type: 'DateTime', description: 'Where the clock stands.' }),
      to: t.expose('to', { type: 'DateTime', description: 'Where it was to be moved.' }),
    }),
  }),
} satisfies Record<Exclude<DomainErrorCode, NotAnswered>, unknown>;
