import { getCustomer } from '../customers/get-customer.ts';
import { onConnection } from '../db/transactions/transaction.ts';
import { laterOf } from '../shared/clock.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { findCustomerOrders, type ListedOrderRow, type OrderPage } from './customer-orders-repository.ts';
import { stageOf } from './rules.ts';
import type { ListedOrder } from './types.ts';

export interface ListCustomerOrdersInput extends OrderPage {
  /** Our id of a customer of the actor's own organisation. */
  readonly customer: number;
}

/**
 * Returns a page of the orders of a customer, each with the term that it bought or changed and its current stage. None is
 * a draft. Contract: licensing C6.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:view` or `order:view`
 * @throws {CustomerNotFoundError} if the actor's organisation has no customer with this id
 */
export async function listCustomerOrders(ctx: UseCaseContext, input: ListCustomerOrdersInput): Promise<ListedOrder[]> {
  orThrow(checkPermission(ctx.actor, 'order:view'));
  const customer = await getCustomer(ctx, { customer: input.customer });
  const rows = await onConnection(ctx.pool, (tx) => findCustomerOrders(tx, customer, input, ctx.asOf));
  return rows.map((row) => listed(row, ctx.asOf));
}

function listed(row: ListedOrderRow, now: Temporal.Instant): ListedOrder {
  const { firstStartsAt, lastEndsAt, cancelsAt, cancelledAt, holdCount, updatedAt, ...order } = row;
  const dates = { firstStartsAt, lastEndsAt, cancelsAt, cancelledAt, holdCount };
  return { ...order, stage: stageOf(statusAt(dates, laterOf(now, updatedAt))) };
}
