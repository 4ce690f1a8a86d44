import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Organisation } from './types.ts';

const organisationColumns = sql`
  "id", "parentId", "name", "sandbox", "timeZone", "renewalWindowDays", "createdAt"`;

export async function findOrganisation(tx: Transaction, id: number): Promise<Organisation | undefined> {
  const [row] = await tx.rows<Organisation>(sql`SELECT ${organisationColumns} FROM "Organisation" WHERE "id" = ${id}`);
  return row;
}

export function listAllOrganisations(tx: Transaction): Promise<Organisation[]> {
  return tx.rows<Organisation>(sql`SELECT ${organisationColumns} FROM "Organisation" ORDER BY "id"`);
}

export async function insertOrganisation(tx: Transaction, organisation: Omit<Organisation, 'id'>): Promise<number> {
  const { parentId, name, sandbox, timeZone, renewalWindowDays, createdAt } = organisation;
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "Organisation" ("parentId", "name", "sandbox", "timeZone", "renewalWindowDays", "createdAt")
    VALUES (${parentId}, ${name}, ${sandbox}, ${timeZone}, ${renewalWindowDays}, ${createdAt})
    RETURNING "id"`);
  return id;
}

/** Puts a new organisation into the closure: below itself, and below everything that its parent is below. */
export async function insertAncestry(tx: Transaction, id: number, parentId: number | null): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OrganisationAncestry" ("ancestorId", "descendantId", "depth")
    SELECT ${id}::int, ${id}::int, 0
    UNION ALL
    SELECT "ancestorId", ${id}, "depth" + 1 FROM "OrganisationAncestry" WHERE "descendantId" = ${parentId}`);
}

/** Gives a sandbox tree its clock, which follows real time until it is first moved. */
export async function insertTestClock(tx: Transaction, organisationId: number): Promise<void> {
  await tx.rows(sql`INSERT INTO "TestClock" ("organisationId") VALUES (${organisationId})`);
}
