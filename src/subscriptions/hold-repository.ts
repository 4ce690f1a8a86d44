import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { KnownHold } from './types.ts';

export function findStandingHolds(
  tx: Transaction,
  organisationId: number,
  subscriptionId: number,
): Promise<KnownHold[]> {
  return tx.rows<KnownHold>(sql`
    SELECT "id", "placedById", "placedAt", "reason" FROM "Hold"
    WHERE "organisationId" = ${organisationId} AND "subscriptionId" = ${subscriptionId} AND "liftedAt" IS NULL
    ORDER BY "id"`);
}

export interface NewHold {
  readonly organisationId: number;
  readonly subscriptionId: number;
  readonly placedById: number;
  readonly reason: string | null;
  readonly placedAt: Temporal.Instant;
}

export async function insertHold(tx: Transaction, hold: NewHold): Promise<number> {
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "Hold" ("organisationId", "subscriptionId", "placedById", "reason", "placedAt")
    VALUES (${hold.organisationId}, ${hold.subscriptionId}, ${hold.placedById}, ${hold.reason}, ${hold.placedAt})
    RETURNING "id"`);
  return id;
}

export function updateReason(tx: Transaction, holdId: number, reason: string): void {
  tx.write(sql`UPDATE "Hold" SET "reason" = ${reason} WHERE "id" = ${holdId}`);
}

export function liftHolds(tx: Transaction, holdIds: readonly number[], liftedAt: Temporal.Instant): void {
  tx.write(sql`UPDATE "Hold" SET "liftedAt" = ${liftedAt} WHERE "id" = ANY(${holdIds})`);
}
