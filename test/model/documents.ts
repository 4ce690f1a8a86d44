import type { Verb } from './commands.ts';

// The GraphQL documents, which ask for everything that the model can foretell.

const standing = `
  status allowedActions daysLeft lastEndsAt renewalOpensAt cancelsAt cancelledAt
  renewalEligibility { allowed reason opensAt term { startsAt endsAt } }`;

const whole = `${standing}
  customer { remoteId } product { code } duration currentTerm { order { remoteId } }
  terms(first: 50) { nodes { order { remoteId } period seats startsAt endsAt voidedAt } }
  holds { isYours isLiftable placedAt reason }`;

const order = `order { remoteId kind createdAt } subscription { ${standing} }`;
const customer = 'customer { remoteId name admin { email } isActive createdAt }';
const user = 'user { email customer { remoteId } isActive createdAt }';

const facts = {
  CustomerNotFoundError: 'remoteId',
  CustomerInactiveError: 'remoteId',
  RemoteIdConflictError: 'remoteId conflictingFields',
  UnknownProductError: 'product acceptedProducts',
  OrderNotFoundError: 'remoteId',
  NotAFirstOrderError: 'remoteId firstOrder',
  StatusForbidsError: 'verb',
  RenewalTooEarlyError: 'opensAt',
  NextTermSoldError: 'startsAt opensAt',
  CancellationScheduledError: 'cancelsAt',
  HoldNotYoursError: 'heldSince',
  SeatsNotIncreasedError: 'requestedSeats currentSeats',
  SeatLimitReachedError: 'seatLimit activeUsers',
  ClockBackwardError: 'now to',
};

type ErrorType = keyof typeof facts;

const anyOrder = ['OrderNotFoundError', 'NotAFirstOrderError', 'StatusForbidsError'] as const;
const firstOrder = ['CustomerNotFoundError', 'CustomerInactiveError', 'RemoteIdConflictError'] as const;
const renewal = [
  'RenewalTooEarlyError',
  'NextTermSoldError',
  'CancellationScheduledError',
  'HoldNotYoursError',
] as const;

/** What is asked of each verb's result: what succeeds, and the errors that have facts of their own. */
const results: { readonly [V in Verb]: readonly [success: string, errors: readonly ErrorType[]] } = {
  createCustomer: [customer, ['RemoteIdConflictError']],
  updateCustomer: [customer, ['CustomerNotFoundError']],
  createFirstOrder: [order, [...firstOrder, 'UnknownProductError']],
  createRenewalOrder: [order, [...anyOrder, 'RemoteIdConflictError', ...renewal]],
  changeSeats: [order, [...anyOrder, 'RemoteIdConflictError', 'SeatsNotIncreasedError']],
  suspendOrder: [order, anyOrder],
  resumeOrder: [order, anyOrder],
  cancelOrder: [order, anyOrder],
  keepOrder: [order, anyOrder],
  createUser: [user, ['CustomerNotFoundError', 'CustomerInactiveError', 'SeatLimitReachedError']],
  updateUserByEmail: [user, ['SeatLimitReachedError']],
  removeUser: ['__typename', []],
  advanceTestClock: ['now announced', ['ClockBackwardError']],
};

function capitalized(verb: string): string {
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
}

function refusals(errors: readonly ErrorType[]): string {
  const standing = errors.some((type) => type === 'StatusForbidsError')
    ? '... on SubscriptionRefusal { firstOrder status allowedActions }'
    : '';
  return `... on Error { code } ${standing} ${errors.map((type) => `... on ${type} { ${facts[type]} }`).join(' ')}`;
}

export function mutationOf(verb: Verb): string {
  const [success, errors] = results[verb];
  const type = capitalized(verb);
  return `mutation ($input: ${type}Input!) { answer: ${verb}(input: $input) {
    __typename ... on ${type}Success { ${success} } ${refusals(errors)} } }`;
}

/** Most previews have an input of their own, in which the order needs no id yet. */
export function previewQueryOf(verb: Verb): string {
  const [, errors] = results[verb];
  const field = `preview${capitalized(verb.replace(/^create/, ''))}`;
  const input = /Order$/.test(verb) && !/^create/.test(verb) ? capitalized(verb) : capitalized(field);
  return `query ($input: ${input}Input!) { answer: ${field}(input: $input) {
    __typename ${refusals(errors)}
    ... on OrderPreview { isRetry status term { startsAt endsAt seats } wouldCancelAt: cancelsAt effects warnings } } }`;
}

export const envelopeMutation = `mutation ($method: String!, $params: JSON!) {
  answer: envelope(method: $method, params: $params) {
    __typename ... on EnvelopeSuccess { result } ${refusals(Object.keys(facts) as ErrorType[])} } }`;

/** All subscriptions: as they stand, or whole with everything that belongs to them. */
export const lookQueries = { standing: lookQuery(standing), whole: lookQuery(whole) };

function lookQuery(selection: string): string {
  return `query ($organisation: ID) {
    answer: subscriptions(first: 50, filter: { organisation: $organisation }) {
      nodes { firstOrder { remoteId } ${selection} } } }`;
}
