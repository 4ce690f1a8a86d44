import type { Transaction } from '../db/transactions/transaction.ts';
import { announceDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import { hasCome, type Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { lockSubscription } from '../subscriptions/for-other-features.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { NotAFirstOrderError, OrderNotFoundError } from './errors.ts';
import { findPlacedOrder } from './order-repository.ts';
import { type OrderRequest, recognizeOrder } from './recognize-order.ts';
import type { OrderResult } from './types.ts';

/** A locked subscription, and the time at which the lock was taken. */
export interface OpenedSubscription {
  readonly subscription: Subscription;
  readonly moment: Moment;
}

/**
 * Locks the subscription of a first order, and announces its due transitions.
 *
 * @throws {OrderNotFoundError} if the partner has no order with this id
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 */
export async function openSubscription(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  firstOrder: string,
): Promise<OpenedSubscription> {
  const locked = await lockSubscription(tx, ctx, organisationId, firstOrder);
  if (locked === undefined) throw await missingFirstOrder(tx, organisationId, firstOrder);
  return withDueAnnounced(tx, locked);
}

/** Either the order that an earlier request placed, or the subscription for which to place it. */
export type OpenedForOrder = { readonly placed: OrderResult } | (OpenedSubscription & { readonly placed: undefined });

/**
 * Opens a subscription for a verb that places an order. A retry is recognised under the lock, before any rule and any
 * write.
 *
 * @throws {InvalidInputError} if the id is new and has no visible character
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {OrderNotFoundError} if the partner has no order with the id `firstOrder`
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 */
export async function openForOrder(
  tx: Transaction,
  ctx: UseCaseContext,
  request: OrderRequest,
  firstOrder: string,
): Promise<OpenedForOrder> {
  const [locked, placed] = await Promise.all([
    lockSubscription(tx, ctx, request.organisationId, firstOrder),
    recognizeOrder(tx, request),
  ]);
  if (locked === undefined) throw await missingFirstOrder(tx, request.organisationId, firstOrder);
  if (placed !== undefined)
    return { placed: { orderId: placed.orderId, subscriptionId: placed.subscriptionId, now: locked.moment.now } };
  return { ...(await withDueAnnounced(tx, locked)), placed: undefined };
}

/** Announces the due transitions of a subscription. */
async function withDueAnnounced(tx: Transaction, opened: OpenedSubscription): Promise<OpenedSubscription> {
  const { subscription, moment } = opened;
  const isWindowDue = isWindowUnannounced(subscription, moment.now);
  const isEndDue = subscription.terms.some((term) => !term.endAnnounced && hasCome(term.endsAt, moment.now));
  if (!isWindowDue && !isEndDue) return opened;
  await announceDueTransitions(tx, subscription.id, moment);
  return { moment, subscription: { ...subscription, windowAnnounced: subscription.windowAnnounced || isWindowDue } };
}

function isWindowUnannounced(subscription: Subscription, now: Temporal.Instant): boolean {
  const { windowAnnounced, renewalOpensAt, cancelsAt, cancelledAt } = subscription;
  return !windowAnnounced && hasCome(renewalOpensAt, now) && cancelsAt === null && cancelledAt === null;
}

/** Returns the error for an id that is not that of a first order. */
export async function missingFirstOrder(
  tx: Transaction,
  organisationId: number,
  remoteId: string,
): Promise<OrderNotFoundError | NotAFirstOrderError> {
  const order = await findPlacedOrder(tx, organisationId, remoteId);
  return order === undefined ? new OrderNotFoundError(remoteId) : new NotAFirstOrderError(remoteId, order.firstOrder);
}
