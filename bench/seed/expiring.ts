import type pg from 'pg';
import type { Partner } from './partners.ts';
import { fingerprintOf, groundOf } from './sales.ts';

const endsInOneSecond = 4;

// A prime that divides no number of rows, so that counting in its steps meets every one once.
const stride = 7919;

/**
 * Sells `live` subscriptions of one month, ten to a customer, and answers when the first of them ends. Four end in each
 * second from then on. Which ones says a permutation, so that what ends together lies far apart.
 */
export async function insertExpiring(
  client: pg.Client,
  partner: Partner,
  live: number,
  progress: (step: string) => void,
): Promise<string> {
  if (live % stride === 0) throw new Error(`Expected a number of subscriptions that ${stride} does not divide`);
  const { organisationId, ratePlanId } = await groundOf(client, partner);
  const { firstStart, firstEnd } = await firstTermOf(client);
  await client.query(
    `INSERT INTO "Customer" ("id", "organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
     SELECT n, $1::int, 'C-' || n, 'Customer ' || n, 'contact-' || n || '@example.com',
            jsonb_build_object('name', ${fingerprintOf(`'name' || n`)}, 'admin.email', ${fingerprintOf(`'email' || n`)}),
            $2::timestamptz, $2::timestamptz
     FROM generate_series(1, ($3::int + 9) / 10) n`,
    [organisationId, firstStart, live],
  );
  progress('customers');
  await client.query(
    `INSERT INTO "Order" ("id", "organisationId", "customerId", "kind", "remoteId", "supplied", "createdAt")
     SELECT o, $1::int, (o + 9) / 10, 'FIRST', 'O-' || o, '{}',
            $2::timestamptz + interval '1 second' * (o::bigint * ${stride} % $3::int / ${endsInOneSecond})
     FROM generate_series(1, $3::int) o`,
    [organisationId, firstStart, live],
  );
  progress('orders');
  await insertBought(client, ratePlanId);
  progress('subscriptions, terms and lines');
  return firstEnd;
}

/** The window to renew stays out of this: it counts as announced. */
async function insertBought(client: pg.Client, ratePlanId: number): Promise<void> {
  const ends = `(o."createdAt" AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'`;
  await client.query(
    `INSERT INTO "Subscription"
       ("id", "organisationId", "customerId", "firstOrderId", "ratePlanId", "runAnchor", "runZone", "runPeriods",
        "firstStartsAt", "lastStartsAt", "lastEndsAt", "renewalOpensAt", "windowAnnounced", "createdAt", "updatedAt")
     SELECT o."id", o."organisationId", o."customerId", o."id", $1::int, o."createdAt" AT TIME ZONE 'UTC', 'UTC', 1,
            o."createdAt", o."createdAt", ${ends}, ${ends} - interval '15 days', true, o."createdAt", o."createdAt"
     FROM "Order" o ORDER BY o."id"`,
    [ratePlanId],
  );
  await client.query(
    `INSERT INTO "Term" ("id", "organisationId", "subscriptionId", "orderId", "period", "seats", "startsAt", "endsAt")
     SELECT s."id", s."organisationId", s."id", s."firstOrderId", 1, 20, s."firstStartsAt", s."lastEndsAt"
     FROM "Subscription" s ORDER BY s."id"`,
  );
  await client.query(
    `INSERT INTO "OrderLine" ("id", "organisationId", "orderId", "subscriptionId", "termId", "ratePlanId", "quantity")
     SELECT s."id", s."organisationId", s."firstOrderId", s."id", s."id", s."ratePlanId", 20
     FROM "Subscription" s ORDER BY s."id"`,
  );
}

/**
 * A recent midnight, and the one a month later. Up to the 22nd, so that the days that follow are in every month: no two
 * ends fall together because a month is short.
 */
async function firstTermOf(client: pg.Client): Promise<{ readonly firstStart: string; readonly firstEnd: string }> {
  const { rows } = await client.query<{ firstStart: string; firstEnd: string }>(`
    SELECT to_char(first_start, 'YYYY-MM-DD"T"00:00:00"Z"') AS "firstStart",
           to_char(first_start + interval '1 month', 'YYYY-MM-DD"T"00:00:00"Z"') AS "firstEnd"
    FROM (
      SELECT week_ago - interval '1 day' * greatest(extract(day FROM week_ago) - 22, 0) AS first_start
      FROM (SELECT date_trunc('day', now() AT TIME ZONE 'UTC') - interval '7 days' AS week_ago) recent
    ) recent`);
  const [row] = rows;
  if (row === undefined) throw new Error('The database does not tell the time');
  return row;
}

/** The instant at which `count` of `live` terms have ended. */
export function dueSecond(firstEnd: string, live: number, count: number): string {
  const isWhole = count % endsInOneSecond === 0 && count > 0 && count <= live;
  if (!isWhole)
    throw new Error(`Expected a multiple of ${endsInOneSecond} from ${endsInOneSecond} to ${live}, found ${count}`);
  return Temporal.Instant.from(firstEnd)
    .add({ seconds: count / endsInOneSecond - 1 })
    .toString();
}
