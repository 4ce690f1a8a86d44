import type { World } from '../support/world.ts';
import { type Event, lastTerm, type Model, opensAt, type Subscription, type Words } from './model.ts';

// What stands in the database of a reseller's things, in the shape of the model, so that the two can be compared.

/** The times are read by a function of ours, whatever the time zone of the session. */
export const readingFunctions = `
  CREATE SCHEMA model;
  CREATE FUNCTION model.iso(timestamptz) RETURNS text LANGUAGE sql AS
    $$ SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;`;

export async function writtenIn(world: World, reseller: number, distributor: number): Promise<unknown> {
  const [row] = await world.rows<{ written: { events: Event[] } }>(writtenQuery, [reseller, distributor]);
  if (row === undefined) throw new Error('The database answered nothing');
  return { ...row.written, events: bySubject(row.written.events) };
}

const objectOf = (key: string, members: string) =>
  `coalesce(jsonb_object_agg(${key}, jsonb_build_object(${members})), '{}')`;

const term = `'order', bought."remoteId", 'period', t."period", 'seats', t."seats", 'startsAt', model.iso(t."startsAt"),
  'endsAt', model.iso(t."endsAt"), 'voidedAt', model.iso(t."voidedAt"),
  'endAnnounced', t."endAnnounced"`;

const termsOf = `(SELECT jsonb_agg(jsonb_build_object(${term}) ORDER BY t."id")
  FROM "Term" t JOIN "Order" bought ON bought."id" = t."orderId" WHERE t."subscriptionId" = s."id")`;

const holdsOf = `(SELECT coalesce(jsonb_agg(jsonb_build_object('since', model.iso(h."placedAt"), 'reason', h."reason",
    'by', CASE h."placedById" WHEN $1 THEN 'RESELLER' WHEN $2 THEN 'DISTRIBUTOR' END) ORDER BY h."id"), '[]')
  FROM "Hold" h WHERE h."subscriptionId" = s."id" AND h."liftedAt" IS NULL)`;

const subscription = `'customer', c."remoteId", 'product', p."code", 'duration', plan."duration",
  'run', jsonb_build_object('anchor', to_char(s."runAnchor", 'YYYY-MM-DD"T"HH24:MI:SS'), 'zone', s."runZone"),
  'terms', ${termsOf}, 'holds', ${holdsOf}, 'cancelsAt', model.iso(s."cancelsAt"),
  'cancelledAt', model.iso(s."cancelledAt"), 'windowAnnounced', s."windowAnnounced",
  'firstStartsAt', model.iso(s."firstStartsAt"), 'lastStartsAt', model.iso(s."lastStartsAt"),
  'lastEndsAt', model.iso(s."lastEndsAt"), 'renewalOpensAt', model.iso(s."renewalOpensAt"),
  'runPeriods', s."runPeriods", 'holdCount', s."holdCount"`;

const placed = `'kind', o."kind", 'firstOrder', coalesce(parent."remoteId", o."remoteId"),
  'createdAt', model.iso(o."createdAt"), 'quantity', l."quantity", 'term', (SELECT count(*) FROM "Term" earlier
    WHERE earlier."subscriptionId" = l."subscriptionId" AND earlier."id" < l."termId")`;

const event = `jsonb_build_object('verb', e."verb", 'at', model.iso(e."occurredAt"), 'status', e."after" ->> 'status',
  'by', CASE WHEN e."actorKind" = 'CALENDAR' THEN 'CALENDAR'
             WHEN e."actorOrganisationId" = $1 THEN 'RESELLER' WHEN e."actorOrganisationId" = $2 THEN 'DISTRIBUTOR' END,
  'subject', CASE e."subjectType"
    WHEN 'SUBSCRIPTION' THEN (SELECT f."remoteId" FROM "Subscription" s JOIN "Order" f ON f."id" = s."firstOrderId"
                              WHERE s."id" = e."subjectId")
    WHEN 'CUSTOMER' THEN (SELECT c."remoteId" FROM "Customer" c WHERE c."id" = e."subjectId")
    WHEN 'USER' THEN 'USER' ELSE 'CLOCK' END)`;

const writtenQuery = `SELECT jsonb_build_object(
  'customers', (SELECT ${objectOf(
    `c."remoteId"`,
    `'name', c."name", 'adminEmail', c."adminEmail", 'isActive', c."isActive", 'createdAt', model.iso(c."createdAt")`,
  )} FROM "Customer" c WHERE c."organisationId" = $1),
  'users', (SELECT ${objectOf(
    `u."emailKey"`,
    `'email', u."email", 'customer', c."remoteId", 'isActive', u."isActive", 'createdAt', model.iso(u."createdAt")`,
  )} FROM "User" u LEFT JOIN "Customer" c ON c."id" = u."customerId" WHERE u."organisationId" = $1),
  'orders', (SELECT ${objectOf(`o."remoteId"`, placed)} FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o."id"
    LEFT JOIN "Order" parent ON parent."id" = o."parentId" WHERE o."organisationId" = $1),
  'subscriptions', (SELECT ${objectOf(`f."remoteId"`, subscription)} FROM "Subscription" s
    JOIN "Order" f ON f."id" = s."firstOrderId" JOIN "Customer" c ON c."id" = s."customerId"
    JOIN "RatePlan" plan ON plan."id" = s."ratePlanId" JOIN "Product" p ON p."id" = plan."productId"
    WHERE s."organisationId" = $1),
  'events', (SELECT coalesce(jsonb_agg(${event} ORDER BY e."id"), '[]') FROM "Event" e
    WHERE e."organisationId" = ANY(ARRAY[$1, $2]::int[]) AND e."actorKind" <> 'TERMINAL')) AS written`;

/** What must stand there. */
export function expectedIn(model: Model): unknown {
  const { customers, users, orders, subscriptions, events } = model;
  return {
    customers: mapped(customers, withoutWords),
    users,
    orders: mapped(orders, withoutWords),
    subscriptions: mapped(subscriptions, (subscription) => rowOf(model, subscription)),
    events: bySubject(events),
  };
}

/** What a request said is kept as hashes only. */
function withoutWords<Created extends { readonly words: Words }>({ words: _words, ...created }: Created): unknown {
  return created;
}

/** The row repeats what its terms and holds say, for filters to go by. */
function rowOf(model: Model, { windowFrom: _windowFrom, ...subscription }: Subscription): unknown {
  const last = lastTerm(subscription);
  return {
    ...subscription,
    firstStartsAt: subscription.terms[0]?.startsAt,
    lastStartsAt: last.startsAt,
    lastEndsAt: last.endsAt,
    renewalOpensAt: opensAt(model, subscription),
    runPeriods: subscription.terms.at(-1)?.period,
    holdCount: subscription.holds.length,
  };
}

/** Events of one subject in their order; how those of two subjects in the same second follow each other is free. */
function bySubject(events: readonly Event[]): Record<string, Event[] | undefined> {
  return { ...Object.groupBy(events, ({ subject }) => subject) };
}

function mapped<Value, Result>(values: Record<string, Value>, map: (value: Value) => Result): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
