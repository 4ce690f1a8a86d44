import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

/** What an organisation sets: days of 24 hours, or null for each product's own window. */
type WindowDays = number | null;

/** `renewalOpensAt` of src/terms in SQL; a property test holds the two equal. */
function opensAt(windowDays: WindowDays): Sql {
  const days = sql`coalesce(${windowDays}::int, product."renewalWindowDays")`;
  return sql`greatest(s."lastStartsAt", s."lastEndsAt" - make_interval(hours => 24 * ${days}))`;
}

/**
 * Locks the live subscriptions of an organisation whose last term has not ended at `now` and whose window would begin at
 * another instant.
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

/** Writes the new windows. One that is shut again by that has not been announced: it will open once more. */
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
