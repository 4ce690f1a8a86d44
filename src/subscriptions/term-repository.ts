import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { SoldTerm } from './types.ts';

/**
 * Returns the last two sold terms of the subscription of a first order, latest first. If two start together, the longer
 * one is later: a cancellation in the second of the creation leaves a term of length zero.
 */
export function findLastTerms(tx: Transaction, organisationId: number, firstOrder: string): Promise<SoldTerm[]> {
  return tx.rows<SoldTerm>(sql`
    SELECT "id", "seats", "startsAt", "endsAt", "endAnnounced" FROM "Term"
    WHERE "organisationId" = ${organisationId} AND "voidedAt" IS NULL
      AND "subscriptionId" = (
        SELECT s."id" FROM "Order" o
        JOIN "Subscription" s ON s."organisationId" = o."organisationId" AND s."firstOrderId" = o."id"
        WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${firstOrder})
    ORDER BY "startsAt" DESC, "endsAt" DESC LIMIT 2`);
}

export function raiseSeats(tx: Transaction, termIds: readonly number[], seats: number): void {
  tx.write(sql`UPDATE "Term" SET "seats" = ${seats} WHERE "id" = ANY(${termIds})`);
}

/** Ends a term early. Its end is not a scheduled transition, so it must not be announced. */
export function endTerm(tx: Transaction, termId: number, endsAt: Temporal.Instant): void {
  tx.write(sql`UPDATE "Term" SET "endsAt" = ${endsAt}, "endAnnounced" = true WHERE "id" = ${termId}`);
}

export function voidTerms(tx: Transaction, termIds: readonly number[], voidedAt: Temporal.Instant): void {
  tx.write(sql`UPDATE "Term" SET "voidedAt" = ${voidedAt} WHERE "id" = ANY(${termIds})`);
}
