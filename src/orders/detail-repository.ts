import sql from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Order } from './types.ts';

/** Locks an order by the partner's id of it, and tells the time at which the lock is held; undefined where there is none. */
export async function lockOrder(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  remoteId: string,
): Promise<{ order: Order; moment: Moment } | undefined> {
  const [row] = await tx.rows<Order & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT o."id", o."organisationId", l."subscriptionId", o."description", o."crmId", o."refId", o."activationLimit",
             o."isDemo", o."canOverwriteContainer", o."customerRequired", o."archivedAt"
      FROM "Order" o
      JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
      WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${remoteId}
      FOR NO KEY UPDATE OF o
    )
    SELECT locked."id", locked."organisationId", locked."subscriptionId", locked."description", locked."crmId",
           locked."refId", locked."activationLimit", locked."isDemo", locked."canOverwriteContainer",
           locked."customerRequired", locked."archivedAt", ${momentColumns(tx, ctx)}
    FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...order } = row;
  return { order, moment: { now, recordedAt } };
}

export function updateOrderRow(tx: Transaction, order: Order): void {
  tx.write(sql`
    UPDATE "Order"
    SET "description" = ${order.description}, "crmId" = ${order.crmId}, "refId" = ${order.refId},
        "activationLimit" = ${order.activationLimit}, "isDemo" = ${order.isDemo},
        "canOverwriteContainer" = ${order.canOverwriteContainer}, "customerRequired" = ${order.customerRequired},
        "archivedAt" = ${order.archivedAt}
    WHERE "id" = ${order.id}`);
}
