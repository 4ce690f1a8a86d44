import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import { eventOf } from '../events/record-event.ts';
import type { UntiedEvent } from '../events/types.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { PlannedTerm } from '../terms/term.ts';
import type { OrderKind } from './types.ts';

export interface NewOrder {
  readonly organisationId: number;
  readonly customerId: number;
  readonly parentId: number | null;
  readonly kind: OrderKind;
  readonly remoteId: string;
  readonly supplied: Fingerprint;
  readonly createdAt: Temporal.Instant;
}

/** Our ids of an order, its subscription and its term. */
export interface BoughtTerm {
  readonly orderId: number;
  readonly subscriptionId: number;
  readonly termId: number;
}

/**
 * Inserts a first order with its subscription, term, line and event, and commits, in one round trip to the database.
 * Returns undefined and writes nothing if the partner has an order with this id. Waits for a concurrent insertion of the
 * same id.
 */
export async function insertFirstOrder(
  tx: Transaction,
  ctx: UseCaseContext,
  order: NewOrder,
  subscription: NewSubscription,
  { event, moment }: { readonly event: UntiedEvent; readonly moment: Moment },
): Promise<BoughtTerm | undefined> {
  const { term, seats, ratePlanId } = subscription;
  const [row] = await tx.last<BoughtTerm>(sql`
    WITH placed AS (${orderInsertion(order)}),
    opened AS (
      INSERT INTO "Subscription"
        ("organisationId", "customerId", "firstOrderId", "ratePlanId", "runAnchor", "runZone", "runPeriods",
         "firstStartsAt", "lastStartsAt", "lastEndsAt", "renewalOpensAt", "createdAt", "updatedAt")
      SELECT placed."organisationId", placed."customerId", placed."id", ${ratePlanId}::int,
             ${term.run.anchor}::timestamp, ${term.run.zone}, ${term.run.periods}::int, ${term.startsAt}::timestamptz,
             ${term.startsAt}::timestamptz, ${term.endsAt}::timestamptz, ${subscription.renewalOpensAt}::timestamptz,
             placed."createdAt", placed."createdAt"
      FROM placed
      RETURNING "id"
    ), ${boughtBy(sql`opened."id"`, { term, seats, ratePlanId }, sql`placed, opened`)},
    subject AS (
      SELECT "subscriptionId" AS "id", ${moment.now}::timestamptz AS "now", ${moment.recordedAt}::timestamptz AS "recordedAt",
             ${ctx.requestId} AS "requestId", jsonb_build_object('orderId', "orderId", 'termId', "id") AS "facts"
      FROM bought
    ),
    ${eventOf(ctx, event, sql`subject`)}
    ${whatWasBought}`);
  return row;
}

/**
 * Inserts a renewal with its term and line, in one round trip to the database. Returns undefined if the partner has an
 * order with this id. Waits for a concurrent insertion of the same id.
 */
export async function insertRenewalOrder(
  tx: Transaction,
  order: NewOrder,
  subscriptionId: number,
  bought: NewTerm,
): Promise<BoughtTerm | undefined> {
  const [row] = await tx.rows<BoughtTerm>(sql`
    WITH placed AS (${orderInsertion(order)}), ${boughtBy(sql`${subscriptionId}::int`, bought, sql`placed`)}
    ${whatWasBought}`);
  return row;
}

/** A term to be inserted, with its seats and rate plan. */
export interface NewTerm {
  readonly term: PlannedTerm;
  readonly seats: number;
  readonly ratePlanId: number;
}

/** A subscription to be inserted with its first term. */
export interface NewSubscription extends NewTerm {
  readonly renewalOpensAt: Temporal.Instant;
}

/** Returns the insertions of the term and the line of the order `placed`, as two queries of a WITH clause. */
function boughtBy(subscriptionId: Sql, { term, seats, ratePlanId }: NewTerm, from: Sql): Sql {
  return sql`
    bought AS (
      INSERT INTO "Term" ("organisationId", "subscriptionId", "orderId", "period", "seats", "startsAt", "endsAt")
      SELECT placed."organisationId", ${subscriptionId}, placed."id", ${term.period}::int, ${seats}::int,
             ${term.startsAt}::timestamptz, ${term.endsAt}::timestamptz
      FROM ${from}
      RETURNING "id", "organisationId", "orderId", "subscriptionId", "seats"
    ), line AS (
      INSERT INTO "OrderLine" ("organisationId", "orderId", "subscriptionId", "ratePlanId", "termId", "quantity")
      SELECT "organisationId", "orderId", "subscriptionId", ${ratePlanId}::int, "id", "seats" FROM bought
    )`;
}

const whatWasBought = sql`SELECT "orderId", "subscriptionId", "id" AS "termId" FROM bought`;

/** Inserts an order. Returns undefined if the partner has one with this id. Waits for a concurrent insertion of it. */
export async function insertOrder(tx: Transaction, order: NewOrder): Promise<number | undefined> {
  const [row] = await tx.rows<{ id: number }>(orderInsertion(order));
  return row?.id;
}

function orderInsertion(order: NewOrder): Sql {
  return sql`
    INSERT INTO "Order" ("organisationId", "customerId", "parentId", "kind", "remoteId", "supplied", "createdAt")
    VALUES (${order.organisationId}, ${order.customerId}, ${order.parentId}, ${order.kind}::"OrderKind",
            ${order.remoteId}, ${JSON.stringify(order.supplied)}::jsonb, ${order.createdAt})
    ON CONFLICT ("organisationId", "remoteId") DO NOTHING
    RETURNING "id", "organisationId", "customerId", "createdAt"`;
}

/** The line of a change, which adds seats to an existing term. */
export interface NewLine {
  readonly organisationId: number;
  readonly orderId: number;
  readonly subscriptionId: number;
  readonly ratePlanId: number;
  readonly termId: number;
  readonly quantity: number;
}

export function insertOrderLine(tx: Transaction, line: NewLine): void {
  tx.write(sql`
    INSERT INTO "OrderLine" ("organisationId", "orderId", "subscriptionId", "ratePlanId", "termId", "quantity")
    VALUES (${line.organisationId}, ${line.orderId}, ${line.subscriptionId}, ${line.ratePlanId}, ${line.termId},
            ${line.quantity})`);
}
