import pg from 'pg';

/** What the calendar has announced, to be compared: how many events, and a sum over what they say. */
export interface Announced {
  readonly events: number;
  readonly unsealed: number;
  readonly sum: string;
}

/** What the calendar announced in a database. When it was written down is left out. */
export async function announcedIn(databaseUrl: string): Promise<Announced> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Announced>(`
      SELECT count(*)::int AS "events", count(u."eventId")::int AS "unsealed",
             sum(hashtextextended(concat_ws('|', e."organisationId", e."verb", e."subjectType", e."subjectId", e."termId",
                                            e."before", e."after", e."occurredAt"), 0))::text AS "sum"
      FROM "Event" e LEFT JOIN "UnsealedEvent" u ON u."eventId" = e."id"
      WHERE e."actorKind" = 'CALENDAR'`);
    return rows[0] as Announced;
  } finally {
    await client.end();
  }
}
