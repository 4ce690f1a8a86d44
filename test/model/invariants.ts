import type { World } from '../support/world.ts';

/** What must hold in the database whatever has happened, each as a query for the rows that break it. */
const promises = {
  'sold terms of a subscription never overlap': `
    SELECT one."id", other."id" AS "otherId" FROM "Term" one
    JOIN "Term" other ON other."subscriptionId" = one."subscriptionId" AND other."id" > one."id"
    WHERE one."voidedAt" IS NULL AND other."voidedAt" IS NULL
      AND tstzrange(one."startsAt", one."endsAt") && tstzrange(other."startsAt", other."endsAt")`,

  'the dates of a subscription follow from its terms': `
    SELECT s."id" FROM "Subscription" s
    JOIN "Organisation" owner ON owner."id" = s."organisationId"
    JOIN LATERAL (SELECT * FROM "Term" WHERE "subscriptionId" = s."id" ORDER BY "id" LIMIT 1) first ON true
    JOIN LATERAL (SELECT * FROM "Term" WHERE "subscriptionId" = s."id" AND "voidedAt" IS NULL
                  ORDER BY "id" DESC LIMIT 1) last ON true
    JOIN LATERAL (SELECT * FROM "Term" WHERE "subscriptionId" = s."id" ORDER BY "id" DESC LIMIT 1) bought ON true
    WHERE (s."firstStartsAt", s."lastStartsAt", s."lastEndsAt", s."runPeriods")
          IS DISTINCT FROM (first."startsAt", last."startsAt", last."endsAt", bought."period")
      OR s."renewalOpensAt" <> greatest(last."startsAt", last."endsAt" - owner."renewalWindowDays" * interval '24 hours')`,

  'a subscription knows how many holds stand': `
    SELECT "id" FROM "Subscription" s
    WHERE "holdCount" <> (SELECT count(*) FROM "Hold" h WHERE h."subscriptionId" = s."id" AND h."liftedAt" IS NULL)`,

  'a subscription is cancelled as the last word about it said': `
    SELECT s."id" FROM "Subscription" s
    LEFT JOIN LATERAL (SELECT "after" FROM "Event" WHERE "subjectType" = 'SUBSCRIPTION' AND "subjectId" = s."id"
                         AND "organisationId" = s."organisationId" AND "verb" IN ('cancelOrder', 'keepOrder')
                       ORDER BY "id" DESC LIMIT 1) word ON true
    WHERE s."cancelsAt" IS DISTINCT FROM (word."after" ->> 'cancelsAt')::timestamptz
      OR s."cancelledAt" IS DISTINCT FROM (word."after" ->> 'cancelledAt')::timestamptz`,

  'nothing that was sold outlasts a cancellation': `
    SELECT t."id" FROM "Term" t JOIN "Subscription" s ON s."id" = t."subscriptionId"
    WHERE (t."voidedAt" IS NULL AND t."endsAt" > s."cancelledAt") OR t."voidedAt" <> s."cancelledAt"
      OR (t."voidedAt" IS NOT NULL AND s."cancelledAt" IS NULL)`,

  'every order has its one line and its one event': `
    SELECT o."id" FROM "Order" o
    WHERE (SELECT count(*) FROM "OrderLine" l WHERE l."orderId" = o."id") <> 1
      OR (SELECT count(*) FROM "Event" e WHERE e."organisationId" = o."organisationId"
            AND (e."after" ->> 'orderId')::int = o."id" AND e."occurredAt" = o."createdAt") <> 1`,

  'every term was bought by one order, whose line names it': `
    SELECT t."id" FROM "Term" t
    WHERE (SELECT count(*) FROM "OrderLine" l WHERE l."termId" = t."id" AND l."orderId" = t."orderId") <> 1`,

  'nothing is announced twice of a term': `
    SELECT "termId", "verb" FROM "Event" WHERE "termId" IS NOT NULL GROUP BY "termId", "verb" HAVING count(*) > 1`,

  'every end that the calendar brought is announced once, in one way': `
    SELECT t."id" FROM "Term" t JOIN "Subscription" s ON s."id" = t."subscriptionId"
    WHERE t."endAnnounced" AND t."endsAt" IS DISTINCT FROM s."cancelledAt"
      AND (SELECT count(*) FROM "Event" e WHERE e."termId" = t."id" AND e."occurredAt" = t."endsAt"
             AND e."verb" IN ('termEnded', 'subscriptionExpired', 'subscriptionCancelled')) <> 1`,

  'the story of an organisation never runs backwards': `
    SELECT "id" FROM (SELECT "id", "occurredAt", lag("occurredAt") OVER (PARTITION BY "organisationId" ORDER BY "id") AS "before"
                      FROM "Event" WHERE "actorKind" <> 'TERMINAL') story
    WHERE "occurredAt" < "before"`,
};

/** The promises that are broken, each with the rows that break it; empty when all is well. */
export async function brokenPromises(world: World): Promise<Record<string, unknown[]>> {
  const checked = Object.entries(promises).map(async ([promise, query]) => [promise, await world.rows(query)] as const);
  return Object.fromEntries((await Promise.all(checked)).filter(([, rows]) => rows.length > 0));
}
