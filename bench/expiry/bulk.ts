import pg from 'pg';

/**
 * What a sweep is compared with: one statement that marks every ended term at once and writes the same events. For as long
 * as it runs it has all of them locked. Answers how many it expired in a second.
 */
export async function expireInBulk(databaseUrl: string, at: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const startedAt = performance.now();
    const { rowCount } = await client.query(expireAll, [at]);
    return ((rowCount ?? 0) * 1000) / (performance.now() - startedAt);
  } finally {
    await client.end();
  }
}

const endsAt = `to_char("endsAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const expireAll = `
  WITH ended AS (
    UPDATE "Term" t
    SET "endAnnounced" = true
    FROM "Subscription" s
    WHERE t."organisationId" = s."organisationId" AND t."subscriptionId" = s."id"
      AND NOT t."endAnnounced" AND t."voidedAt" IS NULL AND t."endsAt" <= $1::timestamptz
    RETURNING t."id" AS "termId", t."organisationId", t."seats", t."endsAt", s."id",
              CASE WHEN s."holdCount" > 0 THEN 'SUSPENDED' ELSE 'ACTIVE' END AS "status",
              CASE WHEN t."endsAt" < s."lastEndsAt" THEN 'termEnded'
                   WHEN s."cancelsAt" = t."endsAt" THEN 'subscriptionCancelled'
                   ELSE 'subscriptionExpired' END AS "verb"
  ), written AS (
    INSERT INTO "Event"
      ("organisationId", "actorKind", "verb", "subjectType", "subjectId", "termId", "before", "after",
       "occurredAt", "recordedAt")
    SELECT "organisationId", 'CALENDAR', "verb", 'SUBSCRIPTION', "id", "termId",
           jsonb_build_object('status', "status", 'seats', "seats", 'endsAt', ${endsAt}),
           jsonb_build_object('status', CASE "verb" WHEN 'termEnded' THEN "status"
                                                    WHEN 'subscriptionCancelled' THEN 'CANCELLED'
                                                    ELSE 'EXPIRED' END),
           "endsAt", $1::timestamptz
    FROM ended
    ORDER BY "endsAt", "termId"
    RETURNING "id", "organisationId"
  )
  INSERT INTO "UnsealedEvent" ("eventId", "organisationId") SELECT "id", "organisationId" FROM written`;
