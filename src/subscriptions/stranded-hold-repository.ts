import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

/** A standing hold whose owner is no longer above the partner of the subscription. */
const isStranded: Sql = sql`
  h."liftedAt" IS NULL AND NOT EXISTS (
    SELECT FROM "OrganisationAncestry" above
    WHERE above."ancestorId" = h."placedById" AND above."descendantId" = h."organisationId")`;

/** Locks the subscriptions at and below an organisation that have such a hold. */
export async function lockStranded(tx: Transaction, organisationId: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    SELECT s."id" FROM "Subscription" s
    WHERE s."holdCount" > 0
      AND s."organisationId" IN (
        SELECT "descendantId" FROM "OrganisationAncestry" WHERE "ancestorId" = ${organisationId})
      AND EXISTS (
        SELECT FROM "Hold" h
        WHERE h."organisationId" = s."organisationId" AND h."subscriptionId" = s."id" AND ${isStranded})
    ORDER BY s."id" FOR NO KEY UPDATE OF s`);
  return rows.map((row) => row.id);
}

/** A hold without an owner above it. It either passes to the new parent or is lifted. */
export interface PassedHold {
  readonly id: number;
  readonly passes: boolean;
}

/**
 * Passes these holds of locked subscriptions to the new parent, at most one per subscription. The others are lifted.
 */
export function passStranded(
  tx: Transaction,
  subscriptionIds: readonly number[],
  heirId: number,
  now: Temporal.Instant,
): Promise<PassedHold[]> {
  return tx.rows<PassedHold>(sql`
    WITH stranded AS (
      SELECT h."id", h."subscriptionId",
             row_number() OVER (PARTITION BY h."subscriptionId" ORDER BY h."id") = 1 AND NOT EXISTS (
               SELECT FROM "Hold" own
               WHERE own."subscriptionId" = h."subscriptionId" AND own."placedById" = ${heirId} AND own."liftedAt" IS NULL
             ) AS "passes"
      FROM "Hold" h
      WHERE h."subscriptionId" = ANY(${subscriptionIds}) AND ${isStranded}
    ), passed AS (
      UPDATE "Hold" h SET "placedById" = ${heirId}
      FROM stranded WHERE stranded."id" = h."id" AND stranded."passes"
    ), lifted AS (
      UPDATE "Hold" h SET "liftedAt" = greatest(h."placedAt", ${now})
      FROM stranded WHERE stranded."id" = h."id" AND NOT stranded."passes"
    ), counted AS (
      UPDATE "Subscription" s
      SET "holdCount" = s."holdCount" - fewer."holds", "updatedAt" = greatest(s."updatedAt", ${now})
      FROM (
        SELECT "subscriptionId", count(*)::int AS "holds" FROM stranded WHERE NOT "passes" GROUP BY "subscriptionId"
      ) fewer
      WHERE fewer."subscriptionId" = s."id"
    )
    SELECT "id", "passes" FROM stranded ORDER BY "id"`);
}
