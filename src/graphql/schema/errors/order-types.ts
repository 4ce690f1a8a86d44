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
import { SubscriptionVerbEnum } from '../enums.ts';
import { plain, refusal } from './interfaces.ts';

/** The errors of orders and subscriptions. */
export const orderErrors = {
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
      opensAt: t.expose('opensAt', { type: 'DateTime', description: 'From when on it can be renewed again.' }),
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
};
