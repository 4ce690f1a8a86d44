import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

const treeLock = sql`hashtext('tenure: tree')`;

/** Waits until nobody else changes any tree of this database, and keeps others from it until the end of the transaction. */
export async function lockTrees(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(${treeLock})`);
}

/** Keeps all trees as they are until the end of the transaction. Any number can do so at once. */
export async function shareTrees(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock_shared(${treeLock})`);
}

/** Whether `ancestorId` stands above an organisation, or is that organisation. */
export async function isAbove(tx: Transaction, ancestorId: number, organisationId: number): Promise<boolean> {
  const { found } = await tx.row<{ found: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM "OrganisationAncestry" WHERE "ancestorId" = ${ancestorId} AND "descendantId" = ${organisationId}
    ) AS "found"`);
  return found;
}

/** How many organisations below this one are not archived. */
export async function countOpenBelow(tx: Transaction, organisationId: number): Promise<number> {
  const { count } = await tx.row<{ count: number }>(sql`
    SELECT count(*)::int AS "count" FROM "OrganisationAncestry" below
    JOIN "Organisation" o ON o."id" = below."descendantId"
    WHERE below."ancestorId" = ${organisationId} AND below."depth" > 0 AND o."archivedAt" IS NULL`);
  return count;
}

/** The root whose test clock tells the time of an organisation; null in a real tree. */
export async function findTestClock(tx: Transaction, organisationId: number): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    SELECT clock."organisationId" AS "id" FROM "TestClock" clock
    JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId"
    WHERE tree."descendantId" = ${organisationId}`);
  return row?.id ?? null;
}

/** Puts a new organisation into the closure: below itself, and below everything that its parent is below. */
export async function insertAncestry(tx: Transaction, id: number, parentId: number | null): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OrganisationAncestry" ("ancestorId", "descendantId", "depth")
    SELECT ${id}::int, ${id}::int, 0
    UNION ALL
    SELECT "ancestorId", ${id}, "depth" + 1 FROM "OrganisationAncestry" WHERE "descendantId" = ${parentId}`);
}

/** Counts a move for the trees in which these organisations stand: to be called before anything is moved. */
export async function countMove(tx: Transaction, organisationIds: readonly number[]): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OrganisationTree" ("rootId", "moves")
    SELECT DISTINCT root."id", 1 FROM "OrganisationAncestry" above
    JOIN "Organisation" root ON root."id" = above."ancestorId" AND root."parentId" IS NULL
    WHERE above."descendantId" = ANY(${organisationIds})
    ON CONFLICT ("rootId") DO UPDATE SET "moves" = "OrganisationTree"."moves" + 1`);
}

/** Moves an organisation with all that is below it: out of everything above it, and below its new parent. */
export async function moveSubtree(tx: Transaction, organisationId: number, parentId: number): Promise<void> {
  await tx.rows(sql`UPDATE "Organisation" SET "parentId" = ${parentId} WHERE "id" = ${organisationId}`);
  await tx.rows(sql`
    DELETE FROM "OrganisationAncestry" gone
    USING "OrganisationAncestry" above, "OrganisationAncestry" below
    WHERE above."descendantId" = ${organisationId} AND above."depth" > 0
      AND below."ancestorId" = ${organisationId}
      AND gone."ancestorId" = above."ancestorId" AND gone."descendantId" = below."descendantId"`);
  await tx.rows(sql`
    INSERT INTO "OrganisationAncestry" ("ancestorId", "descendantId", "depth")
    SELECT above."ancestorId", below."descendantId", above."depth" + below."depth" + 1
    FROM "OrganisationAncestry" above CROSS JOIN "OrganisationAncestry" below
    WHERE above."descendantId" = ${parentId} AND below."ancestorId" = ${organisationId}`);
}
