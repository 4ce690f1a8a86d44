import sql, { join, type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { assignments, columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { emailKey, emailKeys } from '../shared/email-key.ts';
import { namesOf } from '../shared/members.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type UserProfile, userProfile } from './profile.ts';
import type { User } from './types.ts';

const profileNames = namesOf(userProfile);

export async function findUser(tx: Transaction, organisationId: number, email: string): Promise<User | undefined> {
  const [user] = await tx.rows<User>(sql`
    SELECT ${userColumns}
    FROM "User" u LEFT JOIN "Customer" customer ON customer."id" = u."customerId"
    ${whereUser(organisationId, email)}`);
  return user;
}

/** Locks a user and reads the time under the lock. Returns undefined if the partner has no such user. */
export async function lockUser(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  email: string,
): Promise<{ user: User; moment: Moment } | undefined> {
  const [row] = await tx.rows<User & Moment>(sql`
    WITH locked AS MATERIALIZED (SELECT * FROM "User" u ${whereUser(organisationId, email)} FOR UPDATE)
    SELECT ${userColumns}, ${momentColumns(tx, ctx)}
    FROM locked u LEFT JOIN "Customer" customer ON customer."id" = u."customerId"`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...user } = row;
  return { user, moment: { now, recordedAt } };
}

// The hash of the password is not among the columns.
const userColumns = sql`
  u."id", u."organisationId", u."customerId", customer."remoteId" AS "customer", u."email",
  ${columnList(profileNames, 'u')}, u."isActive", u."createdAt"`;

function whereUser(organisationId: number, email: string): Sql {
  const keys = emailKeys(email);
  return sql`
    WHERE u."organisationId" = ${organisationId} AND u."emailKey" = ANY(${keys})
    ORDER BY array_position(${keys}::text[], u."emailKey") LIMIT 1`;
}

export interface NewUser extends UserProfile {
  readonly organisationId: number;
  readonly customerId: number | null;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly createdAt: Temporal.Instant;
}

/**
 * Inserts a user. Returns undefined if the partner has a user with this e-mail address. Waits for a concurrent insertion
 * of the same address.
 */
export async function insertUser(tx: Transaction, user: NewUser): Promise<number | undefined> {
  const [row] = await tx.rows<{ id: number }>(sql`
    INSERT INTO "User"
      ("organisationId", "customerId", "email", "emailKey", ${columnList(profileNames)}, "passwordHash", "createdAt",
       "updatedAt")
    VALUES
      (${user.organisationId}, ${user.customerId}, ${user.email}, ${emailKey(user.email)},
       ${join(profileNames.map((name) => user[name]))}, ${user.passwordHash}, ${user.createdAt}, ${user.createdAt})
    ON CONFLICT ("organisationId", "emailKey") DO NOTHING
    RETURNING "id"`);
  return row?.id;
}

export async function updateUser(tx: Transaction, user: User, updatedAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    UPDATE "User"
    SET ${assignments(profileNames, user)}, "isActive" = ${user.isActive}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${user.id}`);
}

export async function updatePassword(
  tx: Transaction,
  userId: number,
  passwordHash: string,
  updatedAt: Temporal.Instant,
): Promise<void> {
  await tx.rows(sql`
    UPDATE "User" SET "passwordHash" = ${passwordHash}, "updatedAt" = ${updatedAt} WHERE "id" = ${userId}`);
}

export async function deleteUser(tx: Transaction, userId: number): Promise<void> {
  await tx.rows(sql`DELETE FROM "User" WHERE "id" = ${userId}`);
}
