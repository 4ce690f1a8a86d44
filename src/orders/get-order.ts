import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { laterOf } from '../shared/clock.ts';
import { remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { OrderNotFoundError } from './errors.ts';
import { findOrderView } from './order-repository.ts';
import type { OrderView } from './types.ts';

export const GetOrderInput = z.object({ remoteId });
export type GetOrderInput = z.output<typeof GetOrderInput>;

/**
 * Returns an order of the actor's own organisation, with the term that it bought or changed, and the current status of
 * its subscription.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:view`
 * @throws {OrderNotFoundError} if the organisation has no order with this id
 */
export async function getOrder(ctx: UseCaseContext, input: GetOrderInput): Promise<OrderView> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, undefined, 'order:view'));
  const view = await viewOrder(ctx, { organisationId, remoteId: input.remoteId }, ctx.asOf);
  if (view === undefined) throw new OrderNotFoundError(input.remoteId);
  return view;
}

/** Returns an order by our id after a verb, as of the time at which the verb acted. */
export async function getOrderAfter(ctx: UseCaseContext, orderId: number, now: Temporal.Instant): Promise<OrderView> {
  const view = await viewOrder(ctx, { orderId }, now);
  if (view === undefined) throw new Error('An order that was just written does not exist');
  return view;
}

async function viewOrder(
  ctx: UseCaseContext,
  which: Parameters<typeof findOrderView>[1],
  now: Temporal.Instant,
): Promise<OrderView | undefined> {
  const row = await onConnection(ctx.pool, (tx) => findOrderView(tx, which));
  if (row === undefined) return undefined;
  const { dates, updatedAt, ...order } = row;
  return { ...order, status: statusAt(dates, laterOf(now, updatedAt)) };
}
