import type { DomainError, DomainErrorCode, DomainErrors } from '../shared/domain-error.ts';
import { clauseOf, type InputIssue } from '../shared/input.ts';

/** The envelope's words for every domain error: a sentence in the terms of its own documents. */
const errorMessages: { readonly [Code in DomainErrorCode]: (error: DomainErrors[Code]) => string } = {
  INVALID_INPUT: ({ issues }) => issues.map(renamed).map(clauseOf).join('; '),
  CONFLICT: () => 'others kept changing the same data; nothing was done, and the same call is safe to repeat',
  UNAVAILABLE: () => 'we are overloaded or can not reach our database; the same call is safe to repeat',
  PERMISSION_DENIED: ({ permission }) => `this takes the permission ${permission}, which you do not have`,
  NOT_WHILE_EMULATING: () => 'passwords are not given on behalf of somebody else; repeat the call in your own name',
  EMULATION_REFUSED: () =>
    'there is no such active operator below your organisation, or you are no operator, or act for somebody already',
  ORGANISATION_NOT_FOUND: () => 'there is no such organisation at or below yours',
  ORGANISATION_ARCHIVED: ({ organisationId }) =>
    `organisation ${organisationId} is archived and gets no new customers, orders or users; have it restored first`,
  OWN_ORGANISATION: () => 'only those above your organisation move, archive or restore it',
  NOT_ARCHIVED_BELOW: ({ count }) => `expected all organisations below it to be archived, found ${count} that are not`,
  MOVE_BELOW_ITSELF: () => 'an organisation can not stand below itself or below what stands below it',
  MOVE_ACROSS_CLOCKS: () => 'nothing moves between a sandbox and a real tree, nor between two sandboxes',
  OPERATOR_EMAIL_TAKEN: () => 'the organisation has an operator of this email already',
  OWN_RIGHTS: () => 'nobody changes their own organisation, roles, administration or activity',
  ROLE_NOT_FOUND: () => 'the organisation has no such role',
  ROLE_NAME_TAKEN: () => 'the organisation has a role of this name already',
  ROLE_BUILT_IN: () => 'this role is built in and stays as it is',
  ROLE_IN_USE: ({ operators }) => `this role is still that of ${operators} operators`,
  KEY_NOT_FOUND: () => 'there is no such key',
  API_CLIENT_NOT_FOUND: () => 'there is no such API client at or below your organisation',
  API_CLIENT_ENDED: () => 'this API client was revoked or has expired; make a new one',
  OPERATOR_NOT_FOUND: () => 'there is no such operator at or below your organisation',
  OPERATOR_INACTIVE: () => 'this operator is disabled; activate it first',
  CUSTOMER_NOT_FOUND: ({ remoteId }) => `there is no customer "${remoteId}"; create it first, with createCustomer`,
  CUSTOMER_INACTIVE: ({ remoteId }) =>
    `customer "${remoteId}" is inactive and gets no new orders and no new users; activate it first, with updateCustomer`,
  CUSTOMER_IN_USE: ({ remoteId, orders, users }) =>
    `customer "${remoteId}" has orders (${orders}) or users (${users}), which would be lost with it; archive it instead, with archiveCustomer`,
  REMOTE_ID_CONFLICT: ({ remoteId, conflictingFields }) =>
    `id "${remoteId}" was used before, for a call that differs in ${conflictingFields.map(paramName).join(', ')}; repeat that call as it was, or use a new id`,
  UNKNOWN_PRODUCT: ({ product, acceptedProducts }) =>
    `product: expected one of ${acceptedProducts.join(', ')}, found "${product}"`,
  ORDER_NOT_FOUND: ({ remoteId }) => `there is no order "${remoteId}"; use the id with which it was placed`,
  NOT_A_FIRST_ORDER: ({ remoteId, firstOrder }) =>
    `order "${remoteId}" is not a first order; use the id of its first order, "${firstOrder}"`,
  STATUS_FORBIDS: ({ verb, firstOrder, status, allowedActions }) =>
    `${forbidden(verb)} is not possible on order "${firstOrder}", which is ${status.toLowerCase()}; ${possible(allowedActions)}`,
  RENEWAL_TOO_EARLY: ({ firstOrder, opensAt }) =>
    `order "${firstOrder}" can not be renewed yet; its renewal window opens at ${when(opensAt)}`,
  NEXT_TERM_SOLD: ({ firstOrder, startsAt, opensAt }) =>
    `order "${firstOrder}" has been renewed already; its next term starts at ${when(startsAt)}, renew it again from ${when(opensAt)} on`,
  CANCELLATION_SCHEDULED: ({ firstOrder, cancelsAt }) =>
    `order "${firstOrder}" is due to be cancelled at ${when(cancelsAt)}; take that back with keepOrder, then renew it`,
  HOLD_NOT_YOURS: ({ firstOrder, heldSince }) =>
    `order "${firstOrder}" has been suspended since ${when(heldSince)} by an organisation above yours, which has to resume it first`,
  SEATS_NOT_INCREASED: ({ requestedSeats, currentSeats }) =>
    `licenses: within a term they can only grow, expected more than ${currentSeats}, found ${requestedSeats}; fewer are possible with the next renewal`,
  USER_NOT_FOUND: () => 'there is no user of this email; create it first, with createUser',
  EMAIL_TAKEN: () => 'a user of this email exists already; use another one, or change that user',
  SEAT_LIMIT_REACHED: ({ seatLimit, activeUsers }) =>
    `all licenses are used: ${activeUsers} active users of ${seatLimit}; buy more with changeSeats, renew or resume what has stopped, or disable a user`,
  NOT_A_SANDBOX: () => 'only a sandbox has a clock that can be moved; use the key of one',
  AUDIT_TRAIL_TOO_LONG: ({ events, limit }) =>
    `the audit trail has ${events} events, and at most ${limit} are verified here`,
  CLOCK_BACKWARD: ({ now, to }) =>
    `the clock stands at ${when(now)} and only moves forward; ${when(to)} is before that, send a later one`,
  IDEMPOTENCY_KEY_INVALID: () =>
    'the header Idempotency-Key is expected once, with 1 to 255 printable characters of ASCII, such as a random UUID; nothing was done',
  IDEMPOTENCY_KEY_IN_USE: () =>
    'a call with this Idempotency-Key is being answered right now; nothing was done by this one, repeat it in a moment for the answer',
  IDEMPOTENCY_KEY_REUSED: () =>
    'this Idempotency-Key was used for another call; nothing was done, repeat that call as it was, or use a new key',
};

/** The sentence for a domain error, without secrets, personal data or text of the database. */
export function errorMessageOf(error: DomainError): string {
  return (errorMessages[error.code] as (error: DomainError) => string)(error);
}

/** What the members of our domain are called among the envelope's parameters. */
const paramNames: Readonly<Record<string, string>> = {
  kind: 'method',
  remoteId: 'id',
  firstOrder: 'parent',
  seats: 'licenses',
};

function paramName(member: string): string {
  return paramNames[member] ?? member;
}

/** An issue that a use case has found, under the name of the envelope's own parameter. */
function renamed({ path, message }: InputIssue): InputIssue {
  return { path: path.map((member) => (typeof member === 'string' ? paramName(member) : member)), message };
}

/** An instant for people, and as this dialect writes it, for programs. */
function when(instant: Temporal.Instant): string {
  return `${instant} (${Math.floor(instant.epochMilliseconds / 1000)})`;
}

function possible(actions: readonly string[]): string {
  return actions.length === 0 ? 'nothing is possible on it any more' : `possible are ${actions.join(', ')}`;
}

/** A cancellation is forbidden by a status only where it is to come at the end of a term, and none runs any more. */
function forbidden(verb: string): string {
  return verb === 'cancelOrder' ? 'cancelOrder with "at":"END_OF_TERM"' : verb;
}
