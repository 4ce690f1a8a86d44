import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Duration } from '../terms/term.ts';
import type { Offer } from './types.ts';

export async function readOffer(
  tx: Transaction,
  organisationId: number,
  product: string,
  duration: Duration,
): Promise<Offer | undefined> {
  const [offer] = await tx.rows<Offer>(sql`
    SELECT plan."id" AS "ratePlanId", seller."timeZone",
           coalesce(seller."renewalWindowDays", product."renewalWindowDays") AS "windowDays"
    FROM "Product" product
    JOIN "RatePlan" plan ON plan."productId" = product."id" AND plan."duration" = ${duration}::"Duration"
    JOIN "Organisation" seller ON seller."id" = ${organisationId}
    WHERE product."code" = ${product} AND product."isActive"`);
  return offer;
}

/** Returns the codes of the products that can be ordered for this duration, in the order of the catalogue. */
export async function listOfferedProducts(tx: Transaction, duration: Duration): Promise<string[]> {
  const rows = await tx.rows<{ code: string }>(sql`
    SELECT product."code" FROM "Product" product
    JOIN "RatePlan" plan ON plan."productId" = product."id" AND plan."duration" = ${duration}::"Duration"
    WHERE product."isActive" ORDER BY product."id"`);
  return rows.map((row) => row.code);
}

export interface SeededProduct {
  readonly code: string;
  readonly name: string;
}

/** Adds missing products. Existing rows stay unchanged, because an operator may have edited them. */
export async function insertMissingProducts(tx: Transaction, products: readonly SeededProduct[]): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "Product" ("code", "name")
    SELECT "code", "name" FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb) AS seeded ("code" text, "name" text)
    ON CONFLICT ("code") DO NOTHING`);
  await tx.rows(sql`
    INSERT INTO "RatePlan" ("productId", "duration")
    SELECT product."id", duration FROM "Product" product, unnest(enum_range(NULL::"Duration")) AS duration
    WHERE product."code" = ANY(${products.map((product) => product.code)})
    ON CONFLICT ("productId", "duration") DO NOTHING`);
}
