import sql from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Role } from './types.ts';

const roleColumns = sql`"id", "organisationId", "name", "builtIn", "permissions"`;

/**
 * Locks roles of an organisation in share mode, in the order of their ids. Returns those that exist. They cannot be
 * changed or removed until the end of the transaction.
 */
export function shareRoles(tx: Transaction, organisationId: number, ids: readonly number[]): Promise<Role[]> {
  return tx.rows<Role>(sql`
    SELECT ${roleColumns} FROM "Role"
    WHERE "organisationId" = ${organisationId} AND "id" = ANY(${ids})
    ORDER BY "id" FOR SHARE`);
}

/** Returns the organisation of a role, if the actor can see it. A role never changes its organisation. */
export async function findOwnerOfRole(
  tx: Transaction,
  { organisationIds }: Actor,
  roleId: number,
): Promise<number | undefined> {
  const [row] = await tx.rows<{ organisationId: number }>(sql`
    SELECT "organisationId" FROM "Role" WHERE "id" = ${roleId} AND "organisationId" = ANY(${organisationIds})`);
  return row?.organisationId;
}

/** Locks a role, so that it cannot be assigned meanwhile. Returns it with the time at which the lock was taken. */
export async function lockRole(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  roleId: number,
): Promise<{ role: Role; moment: Moment } | undefined> {
  const [row] = await tx.rows<Role & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${roleColumns} FROM "Role" WHERE "id" = ${roleId} AND "organisationId" = ${organisationId} FOR UPDATE
    )
    SELECT ${roleColumns}, ${momentColumns(tx, ctx)} FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...role } = row;
  return { role, moment: { now, recordedAt } };
}

/** Inserts a role. Returns undefined if the organisation has a role with this name. */
export async function insertRole(
  tx: Transaction,
  role: Omit<Role, 'id' | 'builtIn'>,
  createdAt: Temporal.Instant,
): Promise<number | undefined> {
  const [row] = await tx.rows<{ id: number }>(sql`
    INSERT INTO "Role" ("organisationId", "name", "permissions", "createdAt", "updatedAt")
    VALUES (${role.organisationId}, ${role.name}, ${role.permissions}, ${createdAt}, ${createdAt})
    ON CONFLICT ("organisationId", "name") DO NOTHING
    RETURNING "id"`);
  return row?.id;
}

/** Whether another role of the organisation has this name. */
export async function isRoleNameTaken(tx: Transaction, { id, organisationId, name }: Role): Promise<boolean> {
  const rows = await tx.rows(sql`
    SELECT "id" FROM "Role" WHERE "organisationId" = ${organisationId} AND "name" = ${name} AND "id" <> ${id}`);
  return rows.length > 0;
}

export async function updateRoleRow(tx: Transaction, role: Role, updatedAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    UPDATE "Role" SET "name" = ${role.name}, "permissions" = ${role.permissions}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${role.id}`);
}

export async function deleteRole(tx: Transaction, roleId: number): Promise<void> {
  await tx.rows(sql`DELETE FROM "Role" WHERE "id" = ${roleId}`);
}

/** Returns the operators with a role. */
export async function findHolders(tx: Transaction, roleId: number): Promise<number[]> {
  const holders = await tx.rows<{ operatorId: number }>(
    sql`SELECT "operatorId" FROM "OperatorRole" WHERE "roleId" = ${roleId}`,
  );
  return holders.map(({ operatorId }) => operatorId);
}
