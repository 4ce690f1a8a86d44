import sql from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { assignments, columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { namesOf } from '../shared/members.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { orderDetails } from './details.ts';
import type { Order } from './types.ts';

const detailNames = namesOf(orderDetails);

/** Locks an order by the partner's id and reads the time under the lock. Returns undefined if there is no such order. */
export async function lockOrder(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  remoteId: string,
): Promise<{ order: Order; moment: Moment } | undefined> {
  const [row] = await tx.rows<Order & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT o."id", o."organisationId", l."subscriptionId", ${columnList(detailNames, 'o')}, o."archivedAt"
      FROM "Order" o
      JOIN "OrderLine" l ON l."organisationId" = o."organisationId" AND l."orderId" = o."id"
      WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${remoteId}
      FOR NO KEY UPDATE OF o
    )
    SELECT locked.*, ${momentColumns(tx, ctx)} FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...order } = row;
  return { order, moment: { now, recordedAt } };
}

export function updateOrderRow(tx: Transaction, order: Order): void {
  tx.write(sql`
    UPDATE "Order" SET ${assignments(detailNames, order)}, "archivedAt" = ${order.archivedAt}
    WHERE "id" = ${order.id}`);
}
