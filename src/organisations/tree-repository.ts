import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

const treeLock = sql`hashtext('tenure: tree')`;

/** Takes the exclusive lock of all trees of the database until the end of the transaction. */
export async function lockTrees(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(${treeLock})`);
}

/** Takes the shared lock of all trees until the end of the transaction. Trees do not change while it is held. */
export async function shareTrees(tx: Transaction): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock_shared(${treeLock})`);
}

/** Whether `ancestorId` is above an organisation, or is that organisation. */
export async function isAbove(tx: Transaction, ancestorId: number, organisationId: number): Promise<boolean> {
  const { found } = await tx.row<{ found: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM "OrganisationAncestry" WHERE "ancestorId" = ${ancestorId} AND "descendantId" = ${organisationId}
    ) AS "found"`);
  return found;
}

/** Returns the number of unarchived organisations below this one. */
export async function countOpenBelow(tx: Transaction, organisationId: number): Promise<number> {
  const { count } = await tx.row<{ count: number }>(sql`
    SELECT count(*)::int AS "count" FROM "OrganisationAncestry" below
    JOIN "Organisation" o ON o."id" = below."descendantId"
    WHERE below."ancestorId" = ${organisationId} AND below."depth" > 0 AND o."archivedAt" IS NULL`);
  return count;
}

/** Returns the root organisation of the test clock of an organisation, or null in a real tree. */
export async function findTestClock(tx: Transaction, organisationId: number): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    SELECT clock."organisationId" AS "id" FROM "TestClock" clock
    JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId"
    WHERE tree."descendantId" = ${organisationId}`);
  return row?.id ?? null;
}

/**
 * Adds a new organisation to the closure: as its own descendant, and as a descendant of all ancestors of its parent.
 */
export async function insertAncestry(tx: Transaction, id: number, parentId: number | null): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OrganisationAncestry" ("ancestorId", "descendantId", "depth")
    SELECT ${id}::int, ${id}::int, 0
    UNION ALL
    SELECT "ancestorId", ${id}, "depth" + 1 FROM "OrganisationAncestry" WHERE "descendantId" = ${parentId}`);
}

/** Counts a move in the trees of these organisations. Call it before the move. */
export async function countMove(tx: Transaction, organisationIds: readonly number[]): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OrganisationTree" ("rootId", "moves")
    SELECT DISTINCT root."id", 1 FROM "OrganisationAncestry" above
    JOIN "Organisation" root ON root."id" = above."ancestorId" AND root."parentId" IS NULL
    WHERE above."descendantId" = ANY(${organisationIds})
    ON CONFLICT ("rootId") DO UPDATE SET "moves" = "OrganisationTree"."moves" + 1`);
}

/**
 * Moves an organisation and its descendants: removes their relations to the former ancestors, and adds those to the new
 * ones.
 */
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
