import sql, { type Sql } from 'sql-template-tag';

/** The id of the subscription that a partner's first order opened, to be looked for in the same statement. */
export function openedBy(organisationId: number, firstOrder: string): Sql {
  return sql`
    SELECT s."id" FROM "Order" o
    JOIN "Subscription" s ON s."organisationId" = o."organisationId" AND s."firstOrderId" = o."id"
    WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${firstOrder}`;
}
