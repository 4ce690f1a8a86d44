import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { PlannedTerm } from '../terms/term.ts';
import type { SoldTerm } from './types.ts';

/**
 * The last two sold terms, latest first. Of two that start together the longer one is the later: a subscription that is
 * cancelled in the second of its creation keeps a term of no length.
 */
export function findLastTerms(tx: Transaction, organisationId: number, subscriptionId: number): Promise<SoldTerm[]> {
  return tx.rows<SoldTerm>(sql`
    SELECT "id", "seats", "startsAt", "endsAt", "endAnnounced" FROM "Term"
    WHERE "organisationId" = ${organisationId} AND "subscriptionId" = ${subscriptionId} AND "voidedAt" IS NULL
    ORDER BY "startsAt" DESC, "endsAt" DESC LIMIT 2`);
}

export interface NewTerm {
  readonly organisationId: number;
  readonly subscriptionId: number;
  readonly orderId: number;
  readonly term: PlannedTerm;
  readonly seats: number;
}

export async function insertTerm(tx: Transaction, { term, ...bought }: NewTerm): Promise<number> {
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "Term" ("organisationId", "subscriptionId", "orderId", "period", "seats", "startsAt", "endsAt")
    VALUES (${bought.organisationId}, ${bought.subscriptionId}, ${bought.orderId}, ${term.period}, ${bought.seats},
            ${term.startsAt}, ${term.endsAt})
    RETURNING "id"`);
  return id;
}

export async function raiseSeats(tx: Transaction, termIds: readonly number[], seats: number): Promise<void> {
  await tx.rows(sql`UPDATE "Term" SET "seats" = ${seats} WHERE "id" = ANY(${termIds})`);
}

/** Ends a term early. Its end is no transition of the calendar any more, so nobody is to announce it. */
export async function endTerm(tx: Transaction, termId: number, endsAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`UPDATE "Term" SET "endsAt" = ${endsAt}, "endAnnounced" = true WHERE "id" = ${termId}`);
}

export async function voidTerms(
  tx: Transaction,
  termIds: readonly number[],
  voidedAt: Temporal.Instant,
): Promise<void> {
  await tx.rows(sql`UPDATE "Term" SET "voidedAt" = ${voidedAt} WHERE "id" = ANY(${termIds})`);
}
