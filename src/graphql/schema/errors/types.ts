import { AuditTrailTooLongError } from '../../../audit/errors.ts';
import { UnknownProductError } from '../../../catalogue/errors.ts';
import { ConflictError } from '../../../db/errors.ts';
import { RemoteIdConflictError } from '../../../request-fingerprints/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../../../sandbox/errors.ts';
import type { DomainErrorCode } from '../../../shared/domain-error.ts';
import { type InputIssue, InvalidInputError } from '../../../shared/input.ts';
import { NotWhileEmulatingError, PermissionDeniedError } from '../../../shared/permission-checks.ts';
import { builder } from '../builder.ts';
import { credentialErrors } from './credential-types.ts';
import { customerErrors } from './customer-types.ts';
import { plain } from './interfaces.ts';
import { operatorErrors } from './operator-types.ts';
import { orderErrors } from './order-types.ts';
import { organisationErrors } from './organisation-types.ts';
import { userErrors } from './user-types.ts';

/**
 * The errors that never occur in the data of a response: an error that only the terminal can cause, an outage, a refused
 * emulation, and the errors of an idempotency key, after which nothing of the document was executed.
 */
type ErrorsOutsideData =
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

/** The object type of every error that can occur in the data of a response, named after its class. */
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
  ...organisationErrors,
  ...credentialErrors,
  ...operatorErrors,
  ...customerErrors,
  ...orderErrors,
  ...userErrors,
} satisfies Record<Exclude<DomainErrorCode, ErrorsOutsideData>, unknown>;
