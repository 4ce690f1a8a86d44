import { NotAFirstOrderError, OrderNotFoundError } from '../../../orders/errors.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
} from '../../../subscriptions/errors.ts';
import { builder } from '../builder.ts';
import { SubscriptionVerbEnum } from '../subscriptions/enums.ts';
import { plain, refusal } from './interfaces.ts';

/** The errors of orders and subscriptions. */
export const orderErrors = {
  ORDER_NOT_FOUND: builder.objectType(OrderNotFoundError, {
    ...plain,
    name: 'OrderNotFoundError',
    description: 'There is no order with this remote id.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'The remote id that was requested.' }) }),
  }),
  NOT_A_FIRST_ORDER: builder.objectType(NotAFirstOrderError, {
    ...plain,
    name: 'NotAFirstOrderError',
    description:
      'The order is not a first order. A subscription is identified by its first order, not by a renewal or a change.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'The remote id that was given.' }),
      firstOrder: t.exposeString('firstOrder', { description: 'The remote id of the first order, to use instead.' }),
    }),
  }),
  STATUS_FORBIDS: builder.objectType(StatusForbidsError, {
    ...refusal,
    name: 'StatusForbidsError',
    description: 'The status of the subscription does not allow this mutation.',
    fields: (t) => ({
      verb: t.expose('verb', { type: SubscriptionVerbEnum, description: 'The mutation that was refused.' }),
    }),
  }),
  RENEWAL_TOO_EARLY: builder.objectType(RenewalTooEarlyError, {
    ...refusal,
    name: 'RenewalTooEarlyError',
    description: 'The renewal window is not open yet.',
    fields: (t) => ({
      opensAt: t.expose('opensAt', {
        type: 'DateTime',
        description: 'The date and time (UTC) from which a renewal is accepted.',
      }),
    }),
  }),
  NEXT_TERM_SOLD: builder.objectType(NextTermSoldError, {
    ...refusal,
    name: 'NextTermSoldError',
    description: 'The next term is already sold and has not started yet.',
    fields: (t) => ({
      startsAt: t.expose('startsAt', {
        type: 'DateTime',
        description: 'The date and time (UTC) at which that term starts.',
      }),
      opensAt: t.expose('opensAt', {
        type: 'DateTime',
        description: 'The date and time (UTC) from which the next renewal is accepted.',
      }),
    }),
  }),
  CANCELLATION_SCHEDULED: builder.objectType(CancellationScheduledError, {
    ...refusal,
    name: 'CancellationScheduledError',
    description: 'A cancellation of the subscription is scheduled. `keepOrder` withdraws it.',
    fields: (t) => ({
      cancelsAt: t.expose('cancelsAt', {
        type: 'DateTime',
        description: 'The date and time (UTC) at which the cancellation takes effect.',
      }),
    }),
  }),
  HOLD_NOT_YOURS: builder.objectType(HoldNotYoursError, {
    ...refusal,
    name: 'HoldNotYoursError',
    description: 'An ancestor of your organisation placed an active hold that you may not lift.',
    fields: (t) => ({
      heldSince: t.expose('heldSince', {
        type: 'DateTime',
        description: 'The date and time (UTC) at which that hold was placed.',
      }),
    }),
  }),
  SEATS_NOT_INCREASED: builder.objectType(SeatsNotIncreasedError, {
    ...refusal,
    name: 'SeatsNotIncreasedError',
    description: 'Within a term the number of seats can only be raised. A renewal can lower it.',
    fields: (t) => ({
      requestedSeats: t.exposeInt('requestedSeats', { description: 'The number of seats that was requested.' }),
      currentSeats: t.exposeInt('currentSeats', { description: 'The number of seats of the current term.' }),
    }),
  }),
};
