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
  type SubscriptionRefusal,
} from '../orders/errors.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { RemoteIdConflictError } from '../retries/errors.ts';
import { ClockBackwardError, NotASandboxError } from '../sandbox/errors.ts';
import type { DomainError, DomainErrorCode } from '../shared/domain-error.ts';
import { type InputIssue, InvalidInputError } from '../shared/input.ts';
import { EmailTakenError, SeatLimitReachedError, UserNotFoundError } from '../users/errors.ts';
import { builder } from './builder.ts';
import { SubscriptionStatusEnum, SubscriptionVerbEnum } from './enums.ts';
import { messageOf } from './error-messages.ts';

/** What a caller is never answered as data: a fault of the operator's terminal, and an outage. */
type NotAnswered = 'KEY_NOT_FOUND' | 'UNAVAILABLE';

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'Why a mutation or a preview was refused. Nothing was written.',
  fields: (t) => ({
    code: t.string({
      description: 'A word for programs. It never changes its meaning.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'A sentence for people: what was found, what was expected, and what to do. Its wording may change.',
      resolve: (error) => messageOf(error),
    }),
  }),
});

const RefusalInterface = builder.interfaceRef<SubscriptionRefusal>('SubscriptionRefusal').implement({
  description: 'A legal request that the subscription does not allow as it stands now.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    firstOrder: t.exposeString('firstOrder', { description: "Your id of the subscription's first order." }),
    status: t.expose('status', { type: SubscriptionStatusEnum, description: 'What the subscription is now.' }),
    allowedActions: t.field({
      type: [SubscriptionVerbEnum],
      description: 'What you could do with it instead.',
      resolve: (refusal) => [...refusal.allowedActions],
    }),
  }),
});

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

const plain = { interfaces: [ErrorInterface] };
const refusal = { interfaces: [RefusalInterface, ErrorInterface] };

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
  ORGANISATION_NOT_FOUND: builder.objectType(OrganisationNotFoundError, {
    ...plain,
    name: 'OrganisationNotFoundError',
    description: 'There is no such organisation at or below yours.',
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
  REMOTE_ID_CONFLICT: builder.objectType(RemoteIdConflictError, {
    ...plain,
    name: 'RemoteIdConflictError',
    description: 'The id was used before, for a different request: this is no retry, and a new thing needs a new id.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'The id that was used before.' }),
      conflictingFields: t.exposeStringList('conflictingFields', {
        description: 'In which members the two requests differ.',
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
  ORDER_NOT_FOUND: builder.objectType(OrderNotFoundError, {
    ...plain,
    name: 'OrderNotFoundError',
    description: 'There is no order of this id.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'The id that was asked for.' }) }),
  }),
  NOT_A_FIRST_ORDER: builder.objectType(NotAFirstOrderError, {
    ...plain,
    name: 'NotAFirstOrderError',
    description: 'A subscription goes by its first order, not by a renewal or a change.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'The id that was used.' }),
      firstOrder: t.exposeString('firstOrder', { description: 'The id to use.' }),
    }),
  }),
  STATUS_FORBIDS: builder.objectType(StatusForbidsError, {
    ...refusal,
    name: 'StatusForbidsError',
    description: 'The verb is not for a subscription of this status.',
    fields: (t) => ({
      verb: t.expose('verb', { type: SubscriptionVerbEnum, description: 'The verb that was refused.' }),
    }),
  }),
  RENEWAL_TOO_EARLY: builder.objectType(RenewalTooEarlyError, {
    ...refusal,
    name: 'RenewalTooEarlyError',
    description: 'The renewal window is not open yet.',
    fields: (t) => ({
      opensAt: t.expose('opensAt', { type: 'DateTime', description: 'From when on a renewal is accepted.' }),
    }),
  }),
  NEXT_TERM_SOLD: builder.objectType(NextTermSoldError, {
    ...refusal,
    name: 'NextTermSoldError',
    description: 'The next term is sold already and has not started.',
    fields: (t) => ({
      startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When that term starts.' }),
    }),
  }),
  CANCELLATION_SCHEDULED: builder.objectType(CancellationScheduledError, {
    ...refusal,
    name: 'CancellationScheduledError',
    description: 'The subscription is due to be cancelled; keepOrder takes that back.',
    fields: (t) => ({
      cancelsAt: t.expose('cancelsAt', { type: 'DateTime', description: 'When it will be cancelled.' }),
    }),
  }),
  HOLD_NOT_YOURS: builder.objectType(HoldNotYoursError, {
    ...refusal,
    name: 'HoldNotYoursError',
    description: 'A hold stands that an organisation above yours has placed and only it can lift.',
    fields: (t) => ({
      heldSince: t.expose('heldSince', { type: 'DateTime', description: 'Since when it stands.' }),
    }),
  }),
  SEATS_NOT_INCREASED: builder.objectType(SeatsNotIncreasedError, {
    ...refusal,
    name: 'SeatsNotIncreasedError',
    description: 'Within a term seats can only grow; fewer are possible with the next renewal.',
    fields: (t) => ({
      requestedSeats: t.exposeInt('requestedSeats', { description: 'The seats that were asked for.' }),
      currentSeats: t.exposeInt('currentSeats', { description: 'The seats of the current term.' }),
    }),
  }),
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
      seatLimit: t.exposeFloat('seatLimit', { description: 'How many active users are possible.' }),
      activeUsers: t.exposeInt('activeUsers', { description: 'How many there are.' }),
    }),
  }),
  NOT_A_SANDBOX: builder.objectType(NotASandboxError, {
    ...plain,
    name: 'NotASandboxError',
    description: 'Only a sandbox has a clock that can be moved.',
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
