import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { SubscriptionDates } from '../subscriptions/types.ts';
import type { OrderKind, OrderView } from './types.ts';

/** An order with the facts that distinguish a retry from a different request. */
export interface PlacedOrder {
  readonly orderId: number;
  readonly subscriptionId: number;
  readonly kind: OrderKind;
  /** The partner's id of the first order. For a first order, its own id. */
  readonly firstOrder: string;
  readonly supplied: Fingerprint;
}

export async function findPlacedOrder(
  tx: Transaction,
  organisationId: number,
  remoteId: string,
): Promise<PlacedOrder | undefined> {
  const [row] = await tx.rows<PlacedOrder>(sql`
    SELECT o."id" AS "orderId", l."subscriptionId", o."kind", o."supplied",
           coalesce(parent."remoteId", o."remoteId") AS "firstOrder"
    FROM "Order" o
    JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
    LEFT JOIN "Order" parent ON parent."id" = o."parentId"
    WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${remoteId}`);
  return row;
}

/** An order with the dates from which the status of its subscription is derived. */
export interface OrderViewRow extends Omit<OrderView, 'status'> {
  readonly dates: SubscriptionDates;
  readonly updatedAt: Temporal.Instant;
}

interface FlatOrderViewRow extends Omit<OrderViewRow, 'dates'>, SubscriptionDates {}

/** Returns an order by our id or by the partner's. */
export async function findOrderView(
  tx: Transaction,
  which: { readonly orderId: number } | { readonly organisationId: number; readonly remoteId: string },
): Promise<OrderViewRow | undefined> {
  const isThisOne =
    'orderId' in which
      ? sql`o."id" = ${which.orderId}`
      : sql`o."organisationId" = ${which.organisationId} AND o."remoteId" = ${which.remoteId}`;
  const [row] = await tx.rows<FlatOrderViewRow>(sql`
    SELECT o."id", o."organisationId", o."remoteId", parent."remoteId" AS "parent", customer."remoteId" AS "customer",
           product."code" AS "product", plan."duration", t."seats", t."startsAt", t."endsAt", t."voidedAt",
           o."createdAt", s."firstStartsAt", s."lastEndsAt", s."cancelsAt", s."cancelledAt", s."holdCount",
           s."updatedAt"
    FROM "Order" o
    JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
    JOIN "Subscription" s ON s."id" = l."subscriptionId"
    JOIN "Term" t ON t."id" = l."termId"
    JOIN "RatePlan" plan ON plan."id" = l."ratePlanId"
    JOIN "Product" product ON product."id" = plan."productId"
    JOIN "Customer" customer ON customer."id" = o."customerId"
    LEFT JOIN "Order" parent ON parent."id" = o."parentId"
    WHERE ${isThisOne}`);
  if (row === undefined) return undefined;
  const { firstStartsAt, lastEndsAt, cancelsAt, cancelledAt, holdCount, ...order } = row;
  return { ...order, dates: { firstStartsAt, lastEndsAt, cancelsAt, cancelledAt, holdCount } };
}
