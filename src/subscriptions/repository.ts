import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { laterOf, type Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findStandingHolds } from './hold-repository.ts';
import { findLastTerms } from './term-repository.ts';
import type { SoldTerm, Subscription } from './types.ts';

interface SubscriptionRow extends Omit<Subscription, 'run' | 'holds' | 'terms'> {
  readonly runAnchor: Temporal.PlainDateTime;
  readonly runZone: string;
  readonly runPeriods: number;
  readonly updatedAt: Temporal.Instant;
}

/**
 * Locks the subscription of a first order until the end of the transaction. Returns it with everything that verbs need
 * and the time at which the lock was taken. Returns undefined if the partner has no first order with this id.
 */
export async function lockSubscription(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  firstOrder: string,
): Promise<{ subscription: Subscription; moment: Moment } | undefined> {
  const [[row], terms] = await Promise.all([
    tx.rows<SubscriptionRow & Moment>(sql`
      WITH found AS MATERIALIZED (${subscriptionByFirstOrder(organisationId, firstOrder)} FOR NO KEY UPDATE OF s)
      SELECT ${subscriptionColumns}, ${momentColumns(tx, ctx)} ${subscriptionJoins}`),
    findLastTerms(tx, organisationId, firstOrder),
  ]);
  if (row === undefined) return undefined;
  // If the clock is set back, the time of the subscription must not decrease.
  const moment = { now: laterOf(row.now, row.updatedAt), recordedAt: row.recordedAt };
  return { subscription: await withHolds(tx, row, terms), moment };
}

/**
 * Returns a subscription without a lock, for a preview. Its time is that of the request, or of the last verb if that is
 * later.
 */
export async function readSubscription(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  firstOrder: string,
): Promise<{ subscription: Subscription; now: Temporal.Instant } | undefined> {
  const [[row], terms] = await Promise.all([
    tx.rows<SubscriptionRow>(sql`
      WITH found AS (${subscriptionByFirstOrder(organisationId, firstOrder)})
      SELECT ${subscriptionColumns} ${subscriptionJoins}`),
    findLastTerms(tx, organisationId, firstOrder),
  ]);
  if (row === undefined) return undefined;
  return { subscription: await withHolds(tx, row, terms), now: laterOf(ctx.asOf, row.updatedAt) };
}

function subscriptionByFirstOrder(organisationId: number, firstOrder: string): Sql {
  return sql`
    SELECT s.*, o."remoteId" AS "firstOrder"
    FROM "Order" o
    JOIN "Subscription" s ON s."organisationId" = o."organisationId" AND s."firstOrderId" = o."id"
    WHERE o."organisationId" = ${organisationId} AND o."remoteId" = ${firstOrder}`;
}

const subscriptionColumns = sql`
  found."id", found."organisationId", found."customerId", found."ratePlanId", found."firstOrderId", found."firstOrder",
  found."runAnchor", found."runZone", found."runPeriods", found."firstStartsAt", found."lastStartsAt",
  found."lastEndsAt", found."renewalOpensAt", found."windowAnnounced", found."cancelsAt", found."cancelledAt",
  found."holdCount", found."updatedAt", plan."duration", owner."timeZone",
  coalesce(owner."renewalWindowDays", product."renewalWindowDays") AS "windowDays"`;

const subscriptionJoins = sql`
  FROM found
  JOIN "Organisation" owner ON owner."id" = found."organisationId"
  JOIN "RatePlan" plan ON plan."id" = found."ratePlanId"
  JOIN "Product" product ON product."id" = plan."productId"`;

// Terms and holds are read by separate statements, because a statement that waits for a lock sees other rows as of
// before the wait.
async function withHolds(tx: Transaction, row: SubscriptionRow, terms: readonly SoldTerm[]): Promise<Subscription> {
  const { runAnchor: anchor, runZone: zone, runPeriods: periods } = row;
  const holds = row.holdCount === 0 ? [] : await findStandingHolds(tx, row.organisationId, row.id);
  return { ...row, run: { anchor, zone, periods }, terms, holds };
}

/** Writes the columns of a subscription that verbs can change. Holds and terms are written separately. */
export function updateSubscription(tx: Transaction, subscription: Subscription, updatedAt: Temporal.Instant): void {
  const { run } = subscription;
  tx.write(sql`
    UPDATE "Subscription"
    SET "runAnchor" = ${run.anchor}, "runZone" = ${run.zone}, "runPeriods" = ${run.periods},
        "lastStartsAt" = ${subscription.lastStartsAt}, "lastEndsAt" = ${subscription.lastEndsAt},
        "renewalOpensAt" = ${subscription.renewalOpensAt}, "windowAnnounced" = ${subscription.windowAnnounced},
        "cancelsAt" = ${subscription.cancelsAt}, "cancelledAt" = ${subscription.cancelledAt},
        "holdCount" = ${subscription.holdCount}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${subscription.id}`);
}

/** The seats and users of a customer. */
export interface SeatUse {
  /** The number of subscriptions, in any status. */
  readonly subscriptions: number;
  /** The seats of the current terms of ACTIVE subscriptions. */
  readonly seats: number;
  readonly activeUsers: number;
}

/** Returns the seats and users of a customer at `now`, without the seats of the subscription `leftOut`. */
export function findSeatUse(
  tx: Transaction,
  customer: { readonly organisationId: number; readonly customerId: number },
  now: Temporal.Instant,
  leftOut: number | null = null,
): Promise<SeatUse> {
  const { organisationId, customerId } = customer;
  return tx.row<SeatUse>(sql`
    SELECT count(DISTINCT s."id")::int AS "subscriptions",
           coalesce(sum(t."seats") FILTER (WHERE ${isActiveAt(now)} AND s."id" IS DISTINCT FROM ${leftOut}), 0)::float8 AS "seats",
           (SELECT count(*)::int FROM "User"
            WHERE "organisationId" = ${organisationId} AND "customerId" = ${customerId} AND "isActive") AS "activeUsers"
    FROM "Subscription" s
    LEFT JOIN "Term" t ON t."organisationId" = s."organisationId" AND t."subscriptionId" = s."id"
      AND t."voidedAt" IS NULL AND t."startsAt" <= ${now} AND t."endsAt" > ${now}
    WHERE s."organisationId" = ${organisationId} AND s."customerId" = ${customerId}`);
}

/** `statusAt` = ACTIVE in SQL. A property test compares the two. */
function isActiveAt(now: Temporal.Instant): Sql {
  return sql`(s."cancelledAt" IS NULL OR s."cancelledAt" > ${now}) AND (s."cancelsAt" IS NULL OR s."cancelsAt" > ${now})
    AND s."lastEndsAt" > ${now} AND s."firstStartsAt" <= ${now} AND s."holdCount" = 0`;
}
