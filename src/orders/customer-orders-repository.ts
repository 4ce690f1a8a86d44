import sql from 'sql-template-tag';
import { columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { namesOf } from '../shared/members.ts';
import type { SubscriptionDates } from '../subscriptions/types.ts';
import { orderDetails } from './details.ts';
import type { ListedOrder, OrderStage } from './types.ts';

/** The column by which the orders of a customer are sorted. Ties are broken by our id. */
type OrderSorting = 'ID' | 'CREATED_AT';

/** The filter, the order and the page of a customer's orders. */
export interface OrderPage {
  /** The stages of the orders to return. The default is all. */
  readonly stages?: readonly OrderStage[] | undefined;
  readonly sortBy: OrderSorting;
  readonly direction: 'ASC' | 'DESC';
  readonly offset: number;
  readonly limit: number;
}

/** An order of a list, with the dates from which its stage is derived. */
export interface ListedOrderRow extends Omit<ListedOrder, 'stage'>, SubscriptionDates {
  readonly updatedAt: Temporal.Instant;
}

/**
 * Returns a page of the orders of one customer. As in `statusAt`, an order is revoked if its subscription is cancelled at
 * `now`, or at the time of the last verb if that is later.
 */
export function findCustomerOrders(
  tx: Transaction,
  { id, organisationId }: { readonly id: number; readonly organisationId: number },
  { stages, sortBy, direction, offset, limit }: OrderPage,
  now: Temporal.Instant,
): Promise<ListedOrderRow[]> {
  const isRevoked = sql`(least(s."cancelledAt", s."cancelsAt") <= greatest(${now}::timestamptz, s."updatedAt")) IS TRUE`;
  const includes = (stage: OrderStage) => stages === undefined || stages.includes(stage);
  return tx.rows<ListedOrderRow>(sql`
    SELECT o."id", o."kind", ${columnList(namesOf(orderDetails), 'o')}, o."archivedAt", o."createdAt", l."quantity",
           t."startsAt", t."endsAt", t."voidedAt", s."firstStartsAt", s."lastEndsAt", s."cancelsAt", s."cancelledAt",
           s."holdCount", s."updatedAt"
    FROM "Order" o
    JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
    JOIN "Subscription" s ON s."organisationId" = l."organisationId" AND s."id" = l."subscriptionId"
    JOIN "Term" t ON t."organisationId" = l."organisationId" AND t."id" = l."termId"
    WHERE o."organisationId" = ${organisationId} AND o."customerId" = ${id}
      AND CASE WHEN ${isRevoked} THEN ${includes('REVOKED')}::boolean ELSE ${includes('SUBMITTED')}::boolean END
    ORDER BY ${orderings[sortBy][direction]} LIMIT ${limit} OFFSET ${offset}`);
}

const orderings = {
  ID: { ASC: sql`o."id"`, DESC: sql`o."id" DESC` },
  CREATED_AT: { ASC: sql`o."createdAt", o."id"`, DESC: sql`o."createdAt" DESC, o."id" DESC` },
};
