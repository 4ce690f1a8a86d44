import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

/** The setting of an organisation in days of 24 hours. Null means the window of each product. */
type WindowDays = number | null;

/** `renewalOpensAt` of src/terms in SQL. A property test compares the two. */
function opensAt(windowDays: WindowDays): Sql {
  const days = sql`coalesce(${windowDays}::int, product."renewalWindowDays")`;
  return sql`greatest(s."lastStartsAt", s."lastEndsAt" - make_interval(hours => 24 * ${days}))`;
}

/**
 * Locks the subscriptions of an organisation that are not cancelled, whose last term has not ended at `now`, and whose
 * window would open at another instant.
 */
export async function lockWithOtherWindow(
  tx: Transaction,
  organisationId: number,
  windowDays: WindowDays,
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    SELECT s."id" FROM "Subscription" s
    JOIN "RatePlan" plan ON plan."id" = s."ratePlanId"
    JOIN "Product" product ON product."id" = plan."productId"
    WHERE s."organisationId" = ${organisationId} AND s."cancelledAt" IS NULL AND s."lastEndsAt" > ${now}
      AND s."renewalOpensAt" <> ${opensAt(windowDays)}
    ORDER BY s."id" FOR NO KEY UPDATE OF s`);
  return rows.map((row) => row.id);
}

/** Writes the new windows. A window that closes again is marked as not announced, because it will open again. */
export async function updateWindows(
  tx: Transaction,
  subscriptionIds: readonly number[],
  windowDays: WindowDays,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(sql`
    UPDATE "Subscription" s
    SET "renewalOpensAt" = ${opensAt(windowDays)},
        "windowAnnounced" = s."windowAnnounced" AND ${opensAt(windowDays)} <= ${now},
        "updatedAt" = greatest(s."updatedAt", ${now})
    FROM "RatePlan" plan JOIN "Product" product ON product."id" = plan."productId"
    WHERE s."id" = ANY(${subscriptionIds}) AND plan."id" = s."ratePlanId"`);
}
