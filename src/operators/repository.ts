import sql, { join } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { assignments, columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { emailKey, emailKeys } from '../shared/email-key.ts';
import { namesOf } from '../shared/members.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { operatorProfile } from './profile.ts';
import type { KnownOperator, OperatorProfile } from './types.ts';

/** The columns that callers write. The key of the e-mail address follows from the address. */
const writtenColumns = [...namesOf(operatorProfile), 'timeoutSeconds', 'notifications'] as const;

export const profileColumns = columnList(['id', 'organisationId', ...writtenColumns], 'o');

/**
 * Locks the operator with this id in the scope of the actor. Returns it with the time at which the lock was taken, or
 * undefined if it does not exist.
 */
export async function lockOperator(
  tx: Transaction,
  ctx: UseCaseContext,
  operatorId: number,
): Promise<{ operator: KnownOperator; moment: Moment } | undefined> {
  const [row] = await tx.rows<Omit<KnownOperator, 'roles'> & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${profileColumns} FROM "Operator" o
      WHERE o."id" = ${operatorId} AND o."organisationId" = ANY(${ctx.actor.organisationIds})
      FOR NO KEY UPDATE
    )
    SELECT ${profileColumns}, ${momentColumns(tx, ctx)} FROM locked o`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...profile } = row;
  // A separate statement: one that waits for a lock reads other tables as of before the wait.
  const held = await tx.rows<{ roleId: number }>(
    sql`SELECT "roleId" FROM "OperatorRole" WHERE "operatorId" = ${operatorId} ORDER BY "roleId"`,
  );
  return { operator: { ...profile, roles: held.map(({ roleId }) => roleId) }, moment: { now, recordedAt } };
}

/** Whether another operator of the organisation has this e-mail address, ignoring case. */
export async function isEmailTaken(
  tx: Transaction,
  organisationId: number,
  email: string,
  exceptId: number | null = null,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    SELECT "id" FROM "Operator"
    WHERE "organisationId" = ${organisationId} AND "emailKey" = ANY(${emailKeys(email)})
      AND "id" IS DISTINCT FROM ${exceptId}`);
  return rows.length > 0;
}

/**
 * Inserts an operator. Returns undefined if the organisation has an operator with this e-mail address. The caller must
 * hold the lock of the organisation.
 */
export async function insertOperator(
  tx: Transaction,
  organisationId: number,
  profile: OperatorProfile,
  createdAt: Temporal.Instant,
): Promise<number | undefined> {
  if (await isEmailTaken(tx, organisationId, profile.email)) return undefined;
  const [row] = await tx.rows<{ id: number }>(sql`
    INSERT INTO "Operator"
      ("organisationId", "emailKey", ${columnList(writtenColumns)}, "createdAt", "updatedAt")
    VALUES
      (${organisationId}, ${emailKey(profile.email)}, ${join(writtenColumns.map((name) => profile[name]))}, ${createdAt},
       ${createdAt})
    ON CONFLICT ("organisationId", "emailKey") DO NOTHING
    RETURNING "id"`);
  if (row !== undefined) await insertRolesOf(tx, { id: row.id, organisationId, roles: profile.roles });
  return row?.id;
}

/**
 * Writes an operator with its roles. Foreign keys move its API clients with it. An unchanged e-mail address keeps its
 * key, which may predate the comparison of domains in their IDNA form.
 */
export async function updateOperatorRow(
  tx: Transaction,
  operator: KnownOperator,
  updatedAt: Temporal.Instant,
): Promise<void> {
  const { id, organisationId, roles } = operator;
  await tx.rows(sql`
    DELETE FROM "OperatorRole"
    WHERE "operatorId" = ${id} AND ("organisationId" <> ${organisationId} OR "roleId" <> ALL(${roles}::int[]))`);
  await tx.rows(sql`
    UPDATE "Operator"
    SET "organisationId" = ${organisationId}, ${assignments(writtenColumns, operator)},
        "emailKey" = CASE WHEN "organisationId" = ${organisationId} AND "email" = ${operator.email} THEN "emailKey"
                          ELSE ${emailKey(operator.email)} END,
        "updatedAt" = ${updatedAt}
    WHERE "id" = ${id}`);
  await insertRolesOf(tx, operator);
}

async function insertRolesOf(
  tx: Transaction,
  { id, organisationId, roles }: Pick<KnownOperator, 'id' | 'organisationId' | 'roles'>,
): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "OperatorRole" ("organisationId", "operatorId", "roleId")
    SELECT ${organisationId}, ${id}, role FROM unnest(${roles}::int[]) AS role
    ON CONFLICT ("operatorId", "roleId") DO NOTHING`);
}

/** Revokes the remaining API clients of an operator, and returns their ids. */
export async function revokeClientsOf(
  tx: Transaction,
  { id, organisationId }: Pick<KnownOperator, 'id' | 'organisationId'>,
  revokedAt: Temporal.Instant,
): Promise<number[]> {
  const revoked = await tx.rows<{ id: number }>(sql`
    UPDATE "ApiClient" SET "revokedAt" = ${revokedAt}
    WHERE "organisationId" = ${organisationId} AND "operatorId" = ${id} AND "revokedAt" IS NULL
    RETURNING "id"`);
  return revoked.map((client) => client.id).sort((one, other) => one - other);
}
