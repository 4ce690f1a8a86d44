import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openPool } from '../../src/db/pool.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { onConnection } from '../../src/db/transactions/transaction.ts';
import { createAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { checkRenewal, statusAt } from '../../src/subscriptions/rules.ts';
import { seatLimit } from '../../src/subscriptions/seat-limit.ts';
import { havingStatus, havingWindowOpen } from '../../src/subscriptions/subscription-filter.ts';
import type { Subscription, SubscriptionStatus } from '../../src/subscriptions/types.ts';
import { createDatabase } from '../support/databases.ts';
import { createOwnerPrisma } from '../support/owner-prisma.ts';
import { distributor, instant, openedSubscription } from '../support/subscriptions.ts';

const pool = openPool(await createDatabase(), { size: 5, onError: () => undefined });
const prisma = createOwnerPrisma(pool);
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
});

const statuses: readonly SubscriptionStatus[] = ['PENDING', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'CANCELLED'];
const customers = [0, 1, 2] as const;

// Everything happens within half a minute, so that dates often coincide with each other and with now.
const dawn = instant('2028-02-29T23:59:45Z');
const everyNow = Array.from({ length: 32 }, (_, seconds) => dawn.add({ seconds: seconds - 1 }));

const anySeconds = fc.integer({ min: 0, max: 4 });

/** A subscription as its rows say it: random dates that satisfy the constraints of the tables. */
const anySale = fc
  .record({
    begins: fc.integer({ min: 0, max: 8 }),
    terms: fc.array(fc.record({ gap: anySeconds, lasts: anySeconds, seats: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    voided: fc.boolean(),
    window: fc.integer({ min: 0, max: 8 }),
    end: fc.oneof(fc.constantFrom('runs', 'is due to be cancelled'), fc.integer({ min: 0, max: 28 })),
    holdCount: fc.constantFrom(0, 0, 1, 2),
    customer: fc.constantFrom(...customers),
  })
  .map(({ begins, terms, voided, window, end, holdCount, customer }) => {
    let last = begins;
    let lastBegins = begins;
    const sold = terms.map(({ gap, lasts, seats }, index) => {
      lastBegins = index === 0 ? begins : last + gap;
      last = lastBegins + lasts;
      return { startsAt: second(lastBegins), endsAt: second(last), seats, isVoided: false };
    });
    const never = { startsAt: second(begins), endsAt: second(last + 4), seats: 100, isVoided: true };
    return {
      customer,
      terms: voided ? [...sold, never] : sold,
      dates: {
        firstStartsAt: second(begins),
        lastStartsAt: second(lastBegins),
        lastEndsAt: second(last),
        renewalOpensAt: second(Math.max(lastBegins, last - window)),
        cancelsAt: end === 'is due to be cancelled' ? second(last) : null,
        cancelledAt: typeof end === 'number' ? second(end) : null,
        holdCount,
      },
    };
  });
type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never;
type StoredSale = Sale & { readonly id: number };

function second(seconds: number): Temporal.Instant {
  return dawn.add({ seconds });
}

/** Stores the sales in an organisation of their own. */
async function store(sales: readonly Sale[]) {
  const context = { pool, clock: databaseClock };
  const { id: organisationId } = await createAtTerminal(context, { name: 'A partner', timeZone: 'UTC' });
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
     SELECT $1, place::text, 'A customer', 'isa@example.com', '{}', $2, $2 FROM unnest($3::int[]) AS place RETURNING "id"`,
    [organisationId, dawn.toString(), [...customers]],
  );
  const customerIds = rows.map((row) => row.id);
  const places = sales.map((sale, place) => ({ place, customerId: customerIds[sale.customer], ...sale }));
  const { rows: stored } = await pool.query<{ place: number; id: number }>(
    `WITH sale AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS (place int, "customerId" int, dates jsonb, terms jsonb)
     ), ordered AS (
       INSERT INTO "Order" ("organisationId", "customerId", "kind", "remoteId", "supplied", "createdAt")
       SELECT $1, "customerId", 'FIRST', place::text, '{}', $3::timestamptz FROM sale RETURNING "id", "remoteId"
     ), subscribed AS (
       INSERT INTO "Subscription"
         ("organisationId", "customerId", "firstOrderId", "ratePlanId", "runAnchor", "runZone", "runPeriods",
          "firstStartsAt", "lastStartsAt", "lastEndsAt", "renewalOpensAt", "cancelsAt", "cancelledAt", "holdCount",
          "createdAt", "updatedAt")
       SELECT $1, sale."customerId", ordered."id", (SELECT min("id") FROM "RatePlan"), '2028-02-29 23:59:45', 'UTC', 1,
              date."firstStartsAt", date."lastStartsAt", date."lastEndsAt", date."renewalOpensAt", date."cancelsAt",
              date."cancelledAt", date."holdCount", $3, $3
       FROM sale JOIN ordered ON ordered."remoteId" = place::text
       CROSS JOIN LATERAL jsonb_populate_record(NULL::"Subscription", dates) AS date
       RETURNING "id", "firstOrderId"
     ), termed AS (
       INSERT INTO "Term" ("organisationId", "subscriptionId", "orderId", "period", "seats", "startsAt", "endsAt", "voidedAt")
       SELECT $1, subscribed."id", ordered."id", 1, (term->>'seats')::int, (term->>'startsAt')::timestamptz,
              (term->>'endsAt')::timestamptz, CASE WHEN (term->>'isVoided')::boolean THEN $3::timestamptz END
       FROM sale JOIN ordered ON ordered."remoteId" = place::text
       JOIN subscribed ON subscribed."firstOrderId" = ordered."id"
       CROSS JOIN LATERAL jsonb_array_elements(terms) AS term
     )
     SELECT ordered."remoteId"::int AS place, subscribed."id"
     FROM subscribed JOIN ordered ON ordered."id" = subscribed."firstOrderId" ORDER BY place`,
    [organisationId, JSON.stringify(places), dawn.toString()],
  );
  expect(stored.map(({ place }) => place)).toEqual(places.map(({ place }) => place));
  const storedSales = sales.map((sale, place): StoredSale => ({ ...sale, id: stored[place]?.id ?? 0 }));
  return { organisationId, customerIds, sales: storedSales };
}

type Stored = Awaited<ReturnType<typeof store>>;
type Condition = ReturnType<typeof havingStatus> | ReturnType<typeof havingWindowOpen>;

async function selected({ organisationId }: Stored, condition: Condition): Promise<number[]> {
  const where = { organisationId, AND: [condition] };
  const rows = await prisma.subscription.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map((row) => row.id);
}

function idsOf(sales: readonly StoredSale[], isWanted: (sale: StoredSale) => boolean): number[] {
  return sales
    .filter(isWanted)
    .map((sale) => sale.id)
    .sort((one, other) => one - other);
}

/** Runs a check on the stored rows of random sales, at every second from before the first date to after the last. */
async function always(check: (stored: Stored, now: Temporal.Instant) => Promise<void>): Promise<void> {
  const anySales = fc.array(anySale, { minLength: 1, maxLength: 150, size: 'max' });
  await fc.assert(
    fc.asyncProperty(anySales, async (sales) => {
      const stored = await store(sales);
      for (const now of everyNow) await check(stored, now);
    }),
    { numRuns: 5 },
  );
}

test('a filter by status finds exactly the subscriptions with the status, and every subscription has one', async () => {
  const seen = new Set<SubscriptionStatus>();

  await always(async (stored, now) => {
    const found = await Promise.all(statuses.map((status) => selected(stored, havingStatus(status, now))));

    for (const [index, status] of statuses.entries()) {
      expect([status, found[index]]).toEqual([
        status,
        idsOf(stored.sales, (sale) => statusAt(sale.dates, now) === status),
      ]);
      if (found[index]?.length !== 0) seen.add(status);
    }
    expect(found.flat().sort((one, other) => one - other)).toEqual(idsOf(stored.sales, () => true));
  });

  expect(seen.size).toBe(5);
});

test('a filter by open window finds exactly what can be renewed by an actor that may lift its holds', async () => {
  const seen = { open: 0, shut: 0 };

  await always(async (stored, now) => {
    const [open, shut] = await Promise.all(
      [true, false].map((isOpen) => selected(stored, havingWindowOpen(isOpen, now))),
    );

    const isOpen = ({ dates }: StoredSale) => {
      const subscription: Subscription = { ...openedSubscription(), ...dates };
      // A row that says when it was cancelled is no offer to renew, not even as of a time before.
      return dates.cancelledAt === null && checkRenewal(subscription, distributor, now).ok;
    };
    expect(open).toEqual(idsOf(stored.sales, isOpen));
    expect(shut).toEqual(idsOf(stored.sales, (sale) => !isOpen(sale)));
    seen.open += open?.length ?? 0;
    seen.shut += shut?.length ?? 0;
  });

  expect(Math.min(seen.open, seen.shut)).toBeGreaterThan(100);
});

test('the seat limit of a customer is the sum of the current terms of ACTIVE subscriptions, or none without any', async () => {
  const seen = { limited: 0, unlimited: 0 };

  await always(async (stored, now) => {
    for (const customer of customers) {
      const { organisationId, customerIds } = stored;
      const limit = await onConnection(pool, (tx) => seatLimit(tx, organisationId, customerIds[customer] ?? 0, now));

      const sales = stored.sales.filter((sale) => sale.customer === customer);
      const seats = sales
        .filter((sale) => statusAt(sale.dates, now) === 'ACTIVE')
        .flatMap((sale) => sale.terms.filter((term) => !term.isVoided && isRunning(term, now)))
        .reduce((sum, term) => sum + term.seats, 0);
      expect(limit).toEqual({ limit: sales.length === 0 ? null : seats, activeUsers: 0 });
      seen[limit.limit === null ? 'unlimited' : 'limited']++;
    }
  });

  expect(seen.limited).toBeGreaterThan(100);
});

function isRunning({ startsAt, endsAt }: Sale['terms'][number], now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(startsAt, now) <= 0 && Temporal.Instant.compare(now, endsAt) < 0;
}
