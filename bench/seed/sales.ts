import type pg from 'pg';
import type { Partner } from './partners.ts';

export interface Amount {
  readonly customers: number;
  /** The number of orders that can be renewed now: the first ones by id. */
  readonly renewable: number;
  readonly progress: (step: string) => void;
}

/** The last ids before the rows of a partner, and the current time. */
export interface Ground extends Partner {
  readonly customersBefore: number;
  readonly ordersBefore: number;
  readonly eventsBefore: number;
  readonly ratePlanId: number;
  readonly now: string;
}

/** An SQL expression: a fingerprint of a member, of the length that the product uses. */
export const fingerprintOf = (text: string) =>
  `rtrim(translate(encode(decode(md5(${text}), 'hex'), 'base64'), '+/', '-_'), '=')`;

/** An SQL expression: an instant in the format of events. */
const isoOf = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/**
 * Inserts customers of a partner with three first orders each. Each order has 20 seats and opened a subscription of three
 * months. Subscriptions that can be renewed end in 4 to 14 days (up to three days earlier after a short month). The others
 * are in the second of their three months.
 */
export async function insertSales(client: pg.Client, partner: Partner, amount: Amount): Promise<void> {
  const ground = await groundOf(client, partner);
  const steps = {
    customers: insertCustomers,
    orders: insertOrders,
    subscriptions: insertSubscriptions,
    terms: insertTerms,
    lines: insertLines,
    'events of customers': insertCustomerEvents,
    'events of orders': insertOrderEvents,
  };
  for (const [what, insert] of Object.entries(steps)) {
    await insert(client, ground, amount);
    amount.progress(what);
  }
}

export async function groundOf(client: pg.Client, partner: Partner): Promise<Ground> {
  const { rows } = await client.query<Omit<Ground, keyof Partner>>(`
    SELECT (SELECT coalesce(max("id"), 0) FROM "Customer") AS "customersBefore",
           (SELECT coalesce(max("id"), 0) FROM "Order") AS "ordersBefore",
           (SELECT coalesce(max("id"), 0)::int FROM "Event") AS "eventsBefore",
           plan."id" AS "ratePlanId", date_trunc('second', now())::text AS "now"
    FROM "RatePlan" plan JOIN "Product" product ON product."id" = plan."productId"
    WHERE product."code" = 'oo-lite' AND plan."duration" = 'MONTHLY'`);
  const [row] = rows;
  if (row === undefined) throw new Error('The catalogue does not have oo-lite by the month');
  return { ...partner, ...row };
}

/**
 * Inserts customers, half of them created before June 2026. The creation times of two partners differ, so that an answer
 * shows to which partner a customer belongs.
 */
async function insertCustomers(client: pg.Client, ground: Ground, { customers }: Amount): Promise<void> {
  await client.query(
    `INSERT INTO "Customer"
       ("id", "organisationId", "remoteId", "name", "adminEmail", "adminPhone", "isActive", "supplied", "createdAt", "updatedAt")
     SELECT $1::int + n, $2::int, 'C-' || n, 'Customer ' || n, 'contact-' || n || '@example.com',
            CASE WHEN n % 2 = 1 THEN '+31 20 ' || 1000000 + n END, n % 10 <> 0,
            jsonb_build_object('name', ${fingerprintOf(`'name' || n`)}, 'admin.email', ${fingerprintOf(`'email' || n`)}),
            created.at, created.at
     FROM generate_series(1, $3::int) n,
     LATERAL (SELECT timestamptz '2026-01-01 00:00Z' + interval '1 second' * $2::int
                     + CASE WHEN 2 * n <= $3 THEN interval '150 days' * (2.0 * n / $3)
                     ELSE interval '151 days' + interval '30 days' * (2.0 * n / $3 - 1) END AS at) created`,
    [ground.customersBefore, ground.organisationId, customers],
  );
}

/** Inserts orders, created when their first term began. The creation times of two partners differ. */
async function insertOrders(client: pg.Client, ground: Ground, { customers, renewable }: Amount): Promise<void> {
  await client.query(
    `INSERT INTO "Order" ("id", "organisationId", "customerId", "kind", "remoteId", "supplied", "createdAt")
     SELECT $1::int + o, $2::int, $3::int + n, 'FIRST', 'O-' || n || '-' || 1 + (o - 1) % 3,
            jsonb_build_object('customer', ${fingerprintOf(`'C-' || n`)}, 'product', 'GfJ3w2qYcN0m4xZ7hV1sBg',
                               'seats', 'q9XkT5uLr8eA2dW6oPiMyQ', 'duration', 'Hc4jD1zFvS7bKnU3tEgRwA'),
            interval '1 second' * $2::int + (CASE WHEN o <= $4::int
               THEN ($5::timestamptz + interval '4 days' + interval '1 second' * (o::bigint * 7919 % 864000)) AT TIME ZONE 'UTC'
                    - interval '3 months'
               ELSE $5::timestamptz AT TIME ZONE 'UTC' - interval '1 month' - interval '17 days'
                    - interval '1 second' * (o::bigint * 7919 % 432000)
             END) AT TIME ZONE 'UTC'
     FROM generate_series(1, 3 * $6::int) o, LATERAL (SELECT (o + 2) / 3 AS n) of_customer`,
    [ground.ordersBefore, ground.organisationId, ground.customersBefore, renewable, ground.now, customers],
  );
}

/** Inserts subscriptions. Each has the id of its first order. */
async function insertSubscriptions(client: pg.Client, ground: Ground): Promise<void> {
  await client.query(
    `INSERT INTO "Subscription"
       ("id", "organisationId", "customerId", "firstOrderId", "ratePlanId", "runAnchor", "runZone", "runPeriods",
        "firstStartsAt", "lastStartsAt", "lastEndsAt", "renewalOpensAt", "windowAnnounced", "createdAt", "updatedAt")
     SELECT o."id", o."organisationId", o."customerId", o."id", $3::int, run.anchor, 'UTC', 3,
            o."createdAt", run.last_starts, run.last_ends, run.last_ends - interval '15 days',
            run.last_ends - interval '15 days' <= $4::timestamptz, o."createdAt", o."createdAt"
     FROM "Order" o,
     LATERAL (SELECT o."createdAt" AT TIME ZONE 'UTC' AS anchor,
                     (o."createdAt" AT TIME ZONE 'UTC' + interval '2 months') AT TIME ZONE 'UTC' AS last_starts,
                     (o."createdAt" AT TIME ZONE 'UTC' + interval '3 months') AT TIME ZONE 'UTC' AS last_ends) run
     WHERE o."organisationId" = $1 AND o."id" > $2 ORDER BY o."id"`,
    [ground.organisationId, ground.ordersBefore, ground.ratePlanId, ground.now],
  );
}

async function insertTerms(client: pg.Client, ground: Ground): Promise<void> {
  await client.query(
    `INSERT INTO "Term"
       ("id", "organisationId", "subscriptionId", "orderId", "period", "seats", "startsAt", "endsAt", "endAnnounced")
     SELECT (s."id" - 1) * 3 + period, s."organisationId", s."id", s."firstOrderId", period, 20,
            (s."runAnchor" + interval '1 month' * (period - 1)) AT TIME ZONE 'UTC', ending.at, ending.at <= $3::timestamptz
     FROM "Subscription" s CROSS JOIN generate_series(1, 3) period,
     LATERAL (SELECT (s."runAnchor" + interval '1 month' * period) AT TIME ZONE 'UTC' AS at) ending
     WHERE s."organisationId" = $1 AND s."id" > $2 ORDER BY s."id", period`,
    [ground.organisationId, ground.ordersBefore, ground.now],
  );
}

/** Inserts one line for each order. */
async function insertLines(client: pg.Client, ground: Ground): Promise<void> {
  await client.query(
    `INSERT INTO "OrderLine" ("id", "organisationId", "orderId", "subscriptionId", "termId", "ratePlanId", "quantity")
     SELECT s."id", s."organisationId", s."firstOrderId", s."id", (s."id" - 1) * 3 + 1, s."ratePlanId", 20
     FROM "Subscription" s WHERE s."organisationId" = $1 AND s."id" > $2 ORDER BY s."id"`,
    [ground.organisationId, ground.ordersBefore],
  );
}

const eventColumns = `"id", "organisationId", "actorKind", "actorOrganisationId", "actorKeyId", "requestId",
  "verb", "subjectType", "subjectId", "after", "occurredAt", "recordedAt"`;

async function insertCustomerEvents(client: pg.Client, ground: Ground): Promise<void> {
  await client.query(
    `INSERT INTO "Event" (${eventColumns})
     SELECT $4::bigint + c."id" - $2::int, c."organisationId", 'API_KEY', c."organisationId", $3::int, gen_random_uuid(),
            'createCustomer', 'CUSTOMER', c."id", jsonb_build_object('remoteId', c."remoteId", 'isActive', true),
            c."createdAt", c."createdAt"
     FROM "Customer" c WHERE c."organisationId" = $1 AND c."id" > $2 ORDER BY c."id"`,
    [ground.organisationId, ground.customersBefore, ground.keyId, ground.eventsBefore],
  );
}

async function insertOrderEvents(client: pg.Client, ground: Ground, { customers }: Pick<Amount, 'customers'>) {
  await client.query(
    `INSERT INTO "Event" (${eventColumns})
     SELECT $4::bigint + s."id" - $2::int, s."organisationId", 'API_KEY', s."organisationId", $3::int, gen_random_uuid(),
            'createFirstOrder', 'SUBSCRIPTION', s."id",
            jsonb_build_object('orderId', s."firstOrderId", 'termId', l."termId", 'status', 'ACTIVE',
                               'product', 'oo-lite', 'seats', l."quantity", 'startsAt', ${isoOf(`s."firstStartsAt"`)},
                               'endsAt', ${isoOf(`(s."runAnchor" + interval '1 month') AT TIME ZONE 'UTC'`)}),
            s."createdAt", s."createdAt"
     FROM "Subscription" s JOIN "OrderLine" l ON l."id" = s."id"
     WHERE s."organisationId" = $1 AND s."id" > $2 ORDER BY s."id"`,
    [ground.organisationId, ground.ordersBefore, ground.keyId, ground.eventsBefore + customers],
  );
}
