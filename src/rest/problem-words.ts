import type { DomainErrorCode, DomainErrors } from '../shared/domain-error.ts';
import { clauseOf } from '../shared/input.ts';

/** How a dialect calls a member of our domain. */
export type NameOf = (member: string | number) => string;

/** The status of a domain error, and a dialect's words for it: what was found, what was expected, what to do. */
interface ProblemMessage<Code extends DomainErrorCode> {
  readonly status: 400 | 403 | 404 | 409 | 422 | 503;
  /** Without secrets, personal data or text of the database. */
  detail(error: DomainErrors[Code], nameOf: NameOf): string;
}

/** What may be done about an answer that nobody got. */
export const safeRepeat =
  'The same request is safe to repeat; one that makes something without an id of yours, with the Idempotency-Key that it had.';

export const unavailable = `The service is overloaded or can not reach its database. ${safeRepeat}`;

export type ProblemMessages = { readonly [Code in DomainErrorCode]: ProblemMessage<Code> };

/**
 * What each domain error is over HTTP: 400 can't be understood, 403 and 404 are not yours, 409 not as things stand. The
 * words are those in which every dialect says it that has none of its own.
 */
export const problemMessages: ProblemMessages = {
  INVALID_INPUT: {
    status: 400,
    detail: ({ issues }, nameOf) =>
      issues.map(({ path, message }) => clauseOf({ path: path.map(nameOf), message })).join('; '),
  },
  CONFLICT: {
    status: 409,
    detail: () => 'Others kept changing the same data. Nothing was written; the same request is safe to repeat.',
  },
  UNAVAILABLE: {
    status: 503,
    detail: () => unavailable,
  },
  PERMISSION_DENIED: {
    status: 403,
    detail: ({ permission }) =>
      `This takes the permission ${permission}, which you do not have. Use a credential that has it, or ask for it.`,
  },
  NOT_WHILE_EMULATING: {
    status: 403,
    detail: () =>
      'Credentials and passwords are not given on behalf of somebody else. Repeat the request in your own name.',
  },
  EMULATION_REFUSED: {
    status: 403,
    detail: () =>
      'There is no such active user below your organisation, or you are no user yourself, or you act for somebody already.',
  },
  ORGANISATION_NOT_FOUND: {
    status: 404,
    detail: () => 'There is no such organisation at or below yours.',
  },
  ORGANISATION_ARCHIVED: {
    status: 409,
    detail: ({ organisationId }) =>
      `Organisation ${organisationId} is archived and gets nothing new. Restore it first.`,
  },
  OWN_ORGANISATION: {
    status: 409,
    detail: () => 'This is your own organisation, which only those above it move, archive or restore.',
  },
  NOT_ARCHIVED_BELOW: {
    status: 409,
    detail: ({ count }) => `Not everything below it is archived: ${count} to go. Begin with the lowest.`,
  },
  MOVE_BELOW_ITSELF: {
    status: 409,
    detail: () => 'An organisation can not stand below itself or below what stands below it. Name another parent.',
  },
  MOVE_ACROSS_CLOCKS: {
    status: 409,
    detail: () => 'Nothing moves between a sandbox and a real tree, nor between two sandboxes.',
  },
  AUDIT_TRAIL_TOO_LONG: {
    status: 409,
    detail: ({ events, limit }) =>
      `The audit trail has ${events} events, and ${limit} are looked through at once. Verify it at the terminal.`,
  },
  OPERATOR_INACTIVE: { status: 409, detail: () => 'This user is disabled. Activate it first.' },
  OPERATOR_NOT_FOUND: {
    status: 404,
    detail: () => 'There is no such user at or below your organisation.',
  },
  OPERATOR_EMAIL_TAKEN: {
    status: 409,
    detail: () => 'The organisation has a user of this e-mail address already. Use another one, or change that user.',
  },
  OWN_RIGHTS: {
    status: 409,
    detail: () =>
      'Nobody changes their own organisation, roles, administration or activity. Ask somebody else who may.',
  },
  ROLE_NOT_FOUND: {
    status: 404,
    detail: ({ roleIds }) => `The organisation has no role ${roleIds.join(', ')}. Use roles of that organisation.`,
  },
  ROLE_NAME_TAKEN: { status: 409, detail: () => 'The organisation has a role of this name already. Use another name.' },
  ROLE_BUILT_IN: { status: 409, detail: () => 'This role is built in and stays as it is. Create one of your own.' },
  ROLE_IN_USE: {
    status: 409,
    detail: ({ operators }) => `This role is still that of so many users: ${operators}. Give them others first.`,
  },
  KEY_NOT_FOUND: { status: 404, detail: () => 'There is no such key.' },
  API_CLIENT_NOT_FOUND: { status: 404, detail: () => 'There is no such API client.' },
  API_CLIENT_ENDED: { status: 409, detail: () => 'This API client was revoked or has expired. Make a new one.' },
  CUSTOMER_NOT_FOUND: {
    status: 404,
    detail: ({ remoteId }) => `There is no customer "${remoteId}". Create it first.`,
  },
  CUSTOMER_INACTIVE: {
    status: 409,
    detail: ({ remoteId }) =>
      `Customer "${remoteId}" is inactive and gets no new orders and no new users. Activate it first.`,
  },
  CUSTOMER_IN_USE: {
    status: 409,
    detail: ({ remoteId, orders, users }) =>
      `Customer "${remoteId}" has orders (${orders}) or users (${users}), which would be lost with it. Archive it instead.`,
  },
  REMOTE_ID_CONFLICT: {
    status: 409,
    detail: ({ remoteId, conflictingFields }, nameOf) =>
      `"${remoteId}" was used before, for a request that differs in ${conflictingFields.map(nameOf).join(', ')}. Repeat that request as it was, or use a new id.`,
  },
  UNKNOWN_PRODUCT: {
    status: 400,
    detail: ({ product, acceptedProducts }) =>
      `There is no product "${product}" for this duration. Accepted are ${acceptedProducts.join(', ')}.`,
  },
  ORDER_NOT_FOUND: {
    status: 404,
    detail: ({ remoteId }) => `There is no order "${remoteId}". Use the id with which it was placed.`,
  },
  NOT_A_FIRST_ORDER: {
    status: 409,
    detail: ({ remoteId, firstOrder }) =>
      `Order "${remoteId}" is not a first order. Its subscription goes by its first order, "${firstOrder}".`,
  },
  STATUS_FORBIDS: {
    status: 409,
    detail: ({ verb, firstOrder, status }) => `${verb} is not possible on order "${firstOrder}", which is ${status}.`,
  },
  RENEWAL_TOO_EARLY: {
    status: 409,
    detail: ({ firstOrder, opensAt }) =>
      `Order "${firstOrder}" can not be renewed yet: its renewal window opens at ${opensAt}. Renew it from then on.`,
  },
  NEXT_TERM_SOLD: {
    status: 409,
    detail: ({ firstOrder, startsAt, opensAt }) =>
      `Order "${firstOrder}" has been renewed already: its next term starts at ${startsAt}. It can be renewed again from ${opensAt} on.`,
  },
  CANCELLATION_SCHEDULED: {
    status: 409,
    detail: ({ firstOrder, cancelsAt }) =>
      `Order "${firstOrder}" is due to be cancelled at ${cancelsAt}. Take that back first, then renew it.`,
  },
  HOLD_NOT_YOURS: {
    status: 409,
    detail: ({ firstOrder, heldSince }) =>
      `Order "${firstOrder}" has been suspended since ${heldSince} by an organisation above yours, which has to resume it first.`,
  },
  SEATS_NOT_INCREASED: {
    status: 409,
    detail: ({ requestedSeats, currentSeats }) =>
      `Within a term seats can only grow: ${requestedSeats} requested, ${currentSeats} present. Fewer are possible with the next renewal.`,
  },
  USER_NOT_FOUND: { status: 404, detail: () => 'There is no seat holder of this e-mail. Create it first.' },
  EMAIL_TAKEN: { status: 409, detail: () => 'A seat holder of this e-mail exists already. Use another one.' },
  SEAT_LIMIT_REACHED: {
    status: 409,
    detail: ({ seatLimit, activeUsers }) =>
      `All seats are used: ${activeUsers} active users of ${seatLimit}. Buy more, or disable one.`,
  },
  NOT_A_SANDBOX: {
    status: 409,
    detail: () => 'Only a sandbox has a clock that can be moved. Use a credential of one.',
  },
  CLOCK_BACKWARD: {
    status: 409,
    detail: ({ now, to }) =>
      `The clock stands at ${now} and only moves forward; ${to} is before that. Send a later instant.`,
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    detail: () =>
      'The header Idempotency-Key is expected once, with 1 to 255 printable characters of ASCII, such as a random UUID.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    detail: () =>
      'A request with this Idempotency-Key is being answered right now. Repeat this one in a moment for the answer.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    detail: () => 'This Idempotency-Key was used for another request. Repeat that one as it was, or use a new key.',
  },
};
