import type { World } from './world.ts';

/** Returns the differences between the closure and `parentId`, one per line. Empty if there are none. */
export async function closureFaults(world: World): Promise<string[]> {
  const rows = await world.rows<{ fault: string }>(
    `WITH RECURSIVE walked AS (
       SELECT "id" AS "ancestorId", "id" AS "descendantId", 0 AS "depth" FROM "Organisation"
       UNION ALL
       SELECT walked."ancestorId", o."id", walked."depth" + 1
       FROM walked JOIN "Organisation" o ON o."parentId" = walked."descendantId" WHERE walked."depth" < 100
     ), kept AS (
       SELECT "ancestorId", "descendantId", "depth" FROM "OrganisationAncestry"
     ), lacking AS (
       SELECT * FROM walked EXCEPT SELECT * FROM kept
     ), superfluous AS (
       SELECT * FROM kept EXCEPT SELECT * FROM walked
     )
     SELECT 'lacks ' || lacking::text AS fault FROM lacking
     UNION ALL SELECT 'has ' || superfluous::text FROM superfluous LIMIT 20`,
  );
  return rows.map(({ fault }) => fault);
}
