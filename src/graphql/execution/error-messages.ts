import type { DomainError, DomainErrorCode, DomainErrors } from '../../shared/domain-error.ts';
import { clauseOf } from '../../shared/input.ts';

/** GraphQL's words for every domain error: what was found, what was expected, and what to do. */
const errorMessages: { readonly [Code in DomainErrorCode]: (error: DomainErrors[Code]) => string } = {
  INVALID_INPUT: ({ issues }) => issues.map(clauseOf).join('; '),
  CONFLICT: () => 'Others kept changing the same data. Nothing was written; the same request is safe to repeat.',
  UNAVAILABLE: () => 'The service is overloaded or can not reach its database. The same request is safe to repeat.',
  PERMISSION_DENIED: ({ permission }) =>
    `This takes the permission ${permission}, which you do not have. Use a credential that has it, or ask for it.`,
  NOT_WHILE_EMULATING: () =>
    'Credentials and passwords are not given on behalf of somebody else. Repeat the request in your own name.',
  EMULATION_REFUSED: () =>
    'There is no such active operator below your organisation, or you are no operator yourself, or you act for somebody already. Name an operator of an organisation below yours.',
  ORGANISATION_NOT_FOUND: () =>
    'There is no such organisation at or below yours. Leave `organisation` out to act for your own.',
  ORGANISATION_ARCHIVED: ({ organisationId }) =>
    `Organisation ${organisationId} is archived and gets nothing new. Restore it first, with restoreOrganisation.`,
  OWN_ORGANISATION: () =>
    'This is your own organisation, which only those above it move, archive or restore. Name one below yours.',
  NOT_ARCHIVED_BELOW: ({ count }) =>
    `${count} ${count === 1 ? 'organisation' : 'organisations'} below it ${count === 1 ? 'is' : 'are'} not archived. Archive everything below it first, from the lowest upwards.`,
  MOVE_BELOW_ITSELF: () =>
    'An organisation can not stand below itself or below what stands below it. Name a parent outside of what is moved.',
  MOVE_ACROSS_CLOCKS: () =>
    'Nothing moves between a sandbox and a real tree, nor between two sandboxes. Name a parent in the same tree.',
  OPERATOR_NOT_FOUND: () =>
    'There is no such operator at or below your organisation. Use an `id` that `operators` answers.',
  OPERATOR_EMAIL_TAKEN: () =>
    'The organisation has an operator of this e-mail already. Use another one, or change that operator.',
  OWN_RIGHTS: () =>
    'Nobody changes their own organisation, roles, administration or activity. Ask somebody else who may.',
  ROLE_NOT_FOUND: () => 'The organisation has no such role. Use those that `roles` answers for it.',
  ROLE_NAME_TAKEN: () => 'The organisation has a role of this name already. Use another name, or change that role.',
  ROLE_BUILT_IN: () => 'This role is built in and stays as it is. Create one of your own, with createRole.',
  ROLE_IN_USE: ({ operators }) =>
    `This role is still that of ${operators} ${operators === 1 ? 'operator' : 'operators'}. Give them others first, with updateOperator.`,
  KEY_NOT_FOUND: () =>
    'There is no such key at or below your organisation. Use the `id` of one from the list `apiKeys`.',
  API_CLIENT_NOT_FOUND: () =>
    'There is no such API client at or below your organisation. Use the `id` of one from the list `apiClients`.',
  API_CLIENT_ENDED: () =>
    'This API client was revoked or has expired, and gets no more secrets. Make a new one, with createApiClient.',
  OPERATOR_INACTIVE: () => 'This operator is disabled, and so is everything that acts for it. Activate it first.',
  CUSTOMER_NOT_FOUND: ({ remoteId }) => `There is no customer "${remoteId}". Create it first, with createCustomer.`,
  CUSTOMER_INACTIVE: ({ remoteId }) =>
    `Customer "${remoteId}" is inactive and gets no new orders and no new users. Activate it first, with updateCustomer.`,
  CUSTOMER_IN_USE: ({ remoteId, orders, users }) =>
    `Customer "${remoteId}" has orders (${orders}) or users (${users}), which would be lost with it. Archive it instead, with archiveCustomer.`,
  REMOTE_ID_CONFLICT: ({ remoteId, conflictingFields }) =>
    `"${remoteId}" was used before, for ${usedFor(conflictingFields)}. Repeat that request as it was, or use a new remoteId.`,
  UNKNOWN_PRODUCT: ({ product, acceptedProducts }) =>
    `There is no product "${product}" for this duration. Accepted are ${acceptedProducts.join(', ')}.`,
  ORDER_NOT_FOUND: ({ remoteId }) =>
    `There is no order "${remoteId}". Use the id with which the first order was placed, and \`organisation\` where that is one below yours.`,
  NOT_A_FIRST_ORDER: ({ remoteId, firstOrder }) =>
    `Order "${remoteId}" is not a first order. Its subscription goes by its first order, "${firstOrder}".`,
  STATUS_FORBIDS: ({ verb, firstOrder, status, allowedActions }) =>
    `${forbidden(verb)} is not possible on order "${firstOrder}", which is ${status}. ${possible(allowedActions)}`,
  RENEWAL_TOO_EARLY: ({ firstOrder, opensAt }) =>
    `Order "${firstOrder}" can not be renewed yet: its renewal window opens at ${opensAt}. Renew it from then on.`,
  NEXT_TERM_SOLD: ({ firstOrder, startsAt, opensAt }) =>
    `Order "${firstOrder}" has been renewed already: its next term starts at ${startsAt}. It can be renewed again from ${opensAt} on.`,
  CANCELLATION_SCHEDULED: ({ firstOrder, cancelsAt }) =>
    `Order "${firstOrder}" is due to be cancelled at ${cancelsAt}. Take that back with keepOrder, then renew it.`,
  HOLD_NOT_YOURS: ({ firstOrder, heldSince }) =>
    `Order "${firstOrder}" has been suspended since ${heldSince} by an organisation above yours, which has to resume it first.`,
  SEATS_NOT_INCREASED: ({ requestedSeats, currentSeats }) =>
    `Within a term seats can only grow: ${requestedSeats} requested, ${currentSeats} present. Fewer are possible with the next renewal.`,
  USER_NOT_FOUND: () => 'There is no user of this e-mail. Create it first, with createUser.',
  EMAIL_TAKEN: () => 'A user of this e-mail exists already. Use another one, or change that user.',
  SEAT_LIMIT_REACHED: ({ seatLimit, activeUsers }) =>
    `All seats are used: ${activeUsers} active users of ${seatLimit}. Buy more with changeSeats, renew or resume what has stopped, or disable a user.`,
  NOT_A_SANDBOX: () => 'Only a sandbox has a clock that can be moved. Use the key of one.',
  AUDIT_TRAIL_TOO_LONG: ({ events, limit }) =>
    `The audit trail has ${events} events, and at most ${limit} are verified here. Have it verified at the operator's terminal, with: npm run audit -- verify`,
  CLOCK_BACKWARD: ({ now, to }) =>
    `The clock stands at ${now} and only moves forward; ${to} is before that. Send a later instant.`,
  IDEMPOTENCY_KEY_INVALID: () =>
    'The header `Idempotency-Key` is expected once, with 1 to 255 printable characters of ASCII, such as a random UUID. Nothing was done.',
  IDEMPOTENCY_KEY_IN_USE: () =>
    'A request with this `Idempotency-Key` is being answered right now. Nothing was done by this one; repeat it in a moment for the answer.',
  IDEMPOTENCY_KEY_REUSED: () =>
    'This `Idempotency-Key` was used for another request. Nothing was done; repeat that request as it was, or use a new key.',
};

/** The message for a domain error, without secrets, personal data or text of the database. */
export function messageOf(error: DomainError): string {
  return (errorMessages[error.code] as (error: DomainError) => string)(error);
}

function possible(actions: readonly string[]): string {
  return actions.length === 0 ? 'Nothing is possible on it any more.' : `Possible are ${actions.join(', ')}.`;
}

function usedFor(conflictingFields: readonly string[]): string {
  if (conflictingFields.includes('kind')) return 'another kind of order';
  return `a request that differs in ${conflictingFields.join(', ')}`;
}

/** A cancellation is forbidden by a status only where it is to come at the end of a term, and none runs any more. */
function forbidden(verb: string): string {
  return verb === 'cancelOrder' ? 'cancelOrder with `at: END_OF_TERM`' : verb;
}
