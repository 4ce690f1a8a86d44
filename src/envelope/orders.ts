import { z } from 'zod';
import { archiveOrder } from '../orders/archive-order.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { changeSeats } from '../orders/change-seats.ts';
import { CreateFirstOrderInput, createFirstOrder } from '../orders/create-first-order.ts';
import { createRenewalOrder } from '../orders/create-renewal-order.ts';
import { getOrder, getOrderAfter } from '../orders/get-order.ts';
import { keepOrder } from '../orders/keep-order.ts';
import { restoreOrder } from '../orders/restore-order.ts';
import { resumeOrder } from '../orders/resume-order.ts';
import { SuspendOrderInput, suspendOrder } from '../orders/suspend-order.ts';
import type { OrderResult, OrderView } from '../orders/types.ts';
import { UpdateOrderInput, updateOrder } from '../orders/update-order.ts';
import { unixSeconds } from '../shared/clock.ts';
import { expected, optional, remoteId, seatCount } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { CancelAt } from '../subscriptions/types.ts';
import type { Duration } from '../terms/term.ts';
import { method, readingMethod } from './method.ts';

const duration = z
  .enum(['monthly', 'yearly'], expected('monthly or yearly'))
  .transform((value) => value.toUpperCase() as Duration);

const cancelAt = z
  .string(expected('NOW or END_OF_TERM'))
  .toUpperCase()
  .pipe(z.enum(['NOW', 'END_OF_TERM'], expected('NOW or END_OF_TERM')));

/**
 * Returns the common format of all order methods: the term that the order bought, and the present status of the
 * subscription. Only an order with a voided term has `voidedAt`.
 */
function toOrder(order: OrderView) {
  return {
    id: order.id,
    remoteId: order.remoteId,
    parent: order.parent,
    customer: order.customer,
    partner: order.organisationId,
    product: order.product,
    licenses: order.seats,
    duration: order.duration.toLowerCase(),
    status: order.status.toLowerCase(),
    isActive: order.status === 'ACTIVE',
    startsAt: unixSeconds(order.startsAt),
    endsAt: unixSeconds(order.endsAt),
    ...(order.voidedAt && { voidedAt: unixSeconds(order.voidedAt) }),
    createdAt: unixSeconds(order.createdAt),
  };
}

async function answered(ctx: UseCaseContext, result: Promise<OrderResult>) {
  const { orderId, now } = await result;
  return toOrder(await getOrderAfter(ctx, orderId, now));
}

const byId = z.object({ id: remoteId });

export const orderMethods = {
  createFirstOrder: method(
    z.object({
      customer: remoteId,
      id: remoteId,
      product: CreateFirstOrderInput.shape.product,
      licenses: seatCount,
      duration,
    }),
    (ctx, { id, licenses, ...order }) =>
      answered(ctx, createFirstOrder(ctx, { ...order, remoteId: id, seats: licenses })),
  ),
  createRenewalOrder: method(
    z.object({ parent: remoteId, id: remoteId, licenses: optional(seatCount) }),
    (ctx, { parent, id, licenses }) =>
      answered(ctx, createRenewalOrder(ctx, { firstOrder: parent, remoteId: id, seats: licenses })),
  ),
  changeSeats: method(
    z.object({ parent: remoteId, id: remoteId, licenses: seatCount }),
    (ctx, { parent, id, licenses }) =>
      answered(ctx, changeSeats(ctx, { firstOrder: parent, remoteId: id, seats: licenses })),
  ),
  cancelOrder: method(z.object({ id: remoteId, at: optional(cancelAt) }), (ctx, { id, at = 'NOW' as CancelAt }) =>
    answered(ctx, cancelOrder(ctx, { firstOrder: id, at })),
  ),
  keepOrder: method(byId, (ctx, { id }) => answered(ctx, keepOrder(ctx, { firstOrder: id }))),
  suspendOrder: method(z.object({ id: remoteId, reason: SuspendOrderInput.shape.reason }), (ctx, { id, reason }) =>
    answered(ctx, suspendOrder(ctx, { firstOrder: id, reason })),
  ),
  resumeOrder: method(byId, (ctx, { id }) => answered(ctx, resumeOrder(ctx, { firstOrder: id }))),
  updateOrder: method(
    z.object({ id: remoteId, ...UpdateOrderInput.omit({ organisation: true, remoteId: true }).shape }),
    (ctx, { id, ...changes }) => answered(ctx, updateOrder(ctx, { ...changes, remoteId: id })),
  ),
  archiveOrder: method(byId, (ctx, { id }) => answered(ctx, archiveOrder(ctx, { remoteId: id }))),
  restoreOrder: method(byId, (ctx, { id }) => answered(ctx, restoreOrder(ctx, { remoteId: id }))),
  getOrder: readingMethod(byId, async (ctx, { id }) => toOrder(await getOrder(ctx, { remoteId: id }))),
};
