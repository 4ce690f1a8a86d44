import sql from 'sql-template-tag';
import { columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { namesOf } from '../shared/members.ts';
import type { SubscriptionDates } from '../subscriptions/types.ts';
import { orderDetails } from './details.ts';
import type { ListedOrder, OrderStage } from './types.ts';

/** By what the orders of a customer are sorted; among equals, and unless said, the older one comes first. */
type OrderSorting = 'ID' | 'CREATED_AT';

/** Which orders of a customer, in which order, and from where on. */
export interface OrderPage {
  /** Only those at one of these stages. */
  readonly stages?: readonly OrderStage[] | undefined;
  readonly sortBy: OrderSorting;
  readonly direction: 'ASC' | 'DESC';
  readonly offset: number;
  readonly limit: number;
}

/** An order in a list as it can be shown once its stage follows from the dates. */
export interface ListedOrderRow extends Omit<ListedOrder, 'stage'>, SubscriptionDates {
  readonly updatedAt: Temporal.Instant;
}

/**
 * A page of the orders of one customer. Which are revoked is asked in the words of `statusAt`: cancelled at `now`, or at
 * the time of the last verb, where that is later.
 */
export function findCustomerOrders(
  tx: Transaction,
  { id, organisationId }: { readonly id: number; readonly organisationId: number },
  { stages, sortBy, direction, offset, limit }: OrderPage,
  now: Temporal.Instant,
): Promise<ListedOrderRow[]> {
  const isRevoked = sql`(least(s."cancelledAt", s."cancelsAt") <= greatest(${now}::timestamptz, s."updatedAt")) IS TRUE`;
  const isWanted = (stage: OrderStage) => stages === undefined || stages.includes(stage);
  return tx.rows<ListedOrderRow>(sql`
    SELECT o."id", o."kind", ${columnList(namesOf(orderDetails), 'o')}, o."archivedAt", o."createdAt", l."quantity",
           t."startsAt", t."endsAt", t."voidedAt", s."firstStartsAt", s."lastEndsAt", s."cancelsAt", s."cancelledAt",
           s."holdCount", s."updatedAt"
    FROM "Order" o
    JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
    JOIN "Subscription" s ON s."organisationId" = l."organisationId" AND s."id" = l."subscriptionId"
    JOIN "Term" t ON t."organisationId" = l."organisationId" AND t."id" = l."termId"
    WHERE o."organisationId" = ${organisationId} AND o."customerId" = ${id}
      AND CASE WHEN ${isRevoked} THEN ${isWanted('REVOKED')}::boolean ELSE ${isWanted('SUBMITTED')}::boolean END
    ORDER BY ${orderings[sortBy][direction]} LIMIT ${limit} OFFSET ${offset}`);
}

const orderings = {
  ID: { ASC: sql`o."id"`, DESC: sql`o."id" DESC` },
  CREATED_AT: { ASC: sql`o."createdAt", o."id"`, DESC: sql`o."createdAt" DESC, o."id" DESC` },
};
