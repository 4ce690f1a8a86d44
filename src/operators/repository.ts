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
 * Locks the operator of this id in one of these organisations, and tells the time at which the lock is held. Undefined
 * when there is none.
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
  // Only now: what a statement reads of other tables is from before it waited for its lock.
  const held = await tx.rows<{ roleId: number }>(
    sql`SELECT "roleId" FROM "OperatorRole" WHERE "operatorId" = ${operatorId} ORDER BY "roleId"`,
  );
  return { operator: { ...profile, roles: held.map(({ roleId }) => roleId) }, moment: { now, recordedAt } };
}

/** Whether an operator of the organisation, or another one than this, has this e-mail, whatever its case. */
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

/** Answers undefined when the organisation has an operator of this e-mail. To be called under the organisation's lock. */
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
 * Writes an operator with its roles. Where it has moved, its API clients have followed. An e-mail that stays keeps its
 * key, which may be one from before domains were compared in their IDNA form.
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

/** Revokes what is left of an operator's API clients, and answers which those were. */
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
