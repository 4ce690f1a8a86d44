import sql, { join, type Sql } from 'sql-template-tag';
import { assignments, columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { namesOf } from '../shared/members.ts';
import { organisationProfile } from './profile.ts';
import type { Organisation, VisibleOrganisation } from './types.ts';

const profileNames = namesOf(organisationProfile);
const organisationColumns = columnList(['id', 'parentId', ...profileNames, 'sandbox', 'createdAt', 'archivedAt']);

export async function findOrganisation(tx: Transaction, id: number): Promise<Organisation | undefined> {
  const [row] = await tx.rows<Organisation>(sql`SELECT ${organisationColumns} FROM "Organisation" WHERE "id" = ${id}`);
  return row;
}

export function listAllOrganisations(tx: Transaction): Promise<Organisation[]> {
  return tx.rows<Organisation>(sql`SELECT ${organisationColumns} FROM "Organisation" ORDER BY "id"`);
}

/** Locks an organisation for a change. Returns it with the time at which the lock was taken. */
export async function lockOrganisation(
  tx: Transaction,
  id: number,
  moment: Sql,
): Promise<{ organisation: Organisation; moment: Moment } | undefined> {
  const [row] = await tx.rows<Organisation & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${organisationColumns} FROM "Organisation" WHERE "id" = ${id} FOR NO KEY UPDATE
    )
    SELECT ${organisationColumns}, ${moment} FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...organisation } = row;
  return { organisation, moment: { now, recordedAt } };
}

/** Locks an organisation in share mode until the end of the transaction, so that it cannot be archived or changed. */
export async function shareLockOrganisation(tx: Transaction, id: number): Promise<Organisation> {
  return tx.row<Organisation>(sql`
    SELECT ${organisationColumns} FROM "Organisation" WHERE "id" = ${id} FOR SHARE`);
}

/** Returns a page of these organisations, in the order of their ids. */
export async function listOrganisationsAmong(
  tx: Transaction,
  organisationIds: readonly number[],
  { limit, offset }: { limit: number; offset: number },
): Promise<VisibleOrganisation[]> {
  return tx.rows<VisibleOrganisation>(sql`
    SELECT "id", "name", CASE WHEN "parentId" = ANY(${organisationIds}) THEN "parentId" END AS "parentId",
           "linkedAccount", "financeType"
    FROM "Organisation" WHERE "id" = ANY(${organisationIds}) ORDER BY "id" LIMIT ${limit} OFFSET ${offset}`);
}

export async function insertOrganisation(tx: Transaction, organisation: Omit<Organisation, 'id'>): Promise<number> {
  const { parentId, sandbox, createdAt } = organisation;
  const { id } = await tx.row<{ id: number }>(sql`
    INSERT INTO "Organisation" ("parentId", "sandbox", "createdAt", ${columnList(profileNames)})
    VALUES (${parentId}, ${sandbox}, ${createdAt}, ${join(profileNames.map((name) => organisation[name]))})
    RETURNING "id"`);
  return id;
}

export async function updateSettings(tx: Transaction, organisation: Organisation): Promise<void> {
  await tx.rows(sql`
    UPDATE "Organisation" SET ${assignments(profileNames, organisation)}
    WHERE "id" = ${organisation.id}`);
}

export async function setArchived(tx: Transaction, id: number, archivedAt: Temporal.Instant | null): Promise<void> {
  await tx.rows(sql`UPDATE "Organisation" SET "archivedAt" = ${archivedAt} WHERE "id" = ${id}`);
}

/** Creates the test clock of a sandbox tree. It follows real time until it is first moved. */
export async function insertTestClock(tx: Transaction, organisationId: number): Promise<void> {
  await tx.rows(sql`INSERT INTO "TestClock" ("organisationId") VALUES (${organisationId})`);
}
