import sql from 'sql-template-tag';
import { momentColumns } from '../db/clock.ts';
import type { Transaction } from '../db/transaction.ts';
import { eventOf } from '../events/record-event.ts';
import type { Fingerprint } from '../retries/rules.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Customer, CustomerAdmin } from './types.ts';

interface CustomerRow {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly name: string;
  readonly adminEmail: string;
  readonly adminPhone: string | null;
  readonly adminDisplayName: string | null;
  readonly isActive: boolean;
  readonly supplied: Fingerprint;
  readonly createdAt: Temporal.Instant;
}

const customerColumns = sql`
  "id", "organisationId", "remoteId", "name", "adminEmail", "adminPhone", "adminDisplayName", "isActive", "supplied",
  "createdAt"`;

function fromRow(row: CustomerRow): Customer {
  const { id, organisationId, remoteId, name, isActive, createdAt } = row;
  const admin = { email: row.adminEmail, phone: row.adminPhone, displayName: row.adminDisplayName };
  return { id, organisationId, remoteId, name, admin, isActive, createdAt };
}

/**
 * Locks the customer, so that what is decided about it stays true until the end of the transaction, and tells the time
 * at which the lock is held. Undefined when the partner has no such customer.
 */
export async function lockCustomer(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  remoteId: string,
): Promise<{ customer: Customer; moment: Moment } | undefined> {
  const [row] = await tx.rows<CustomerRow & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${customerColumns} FROM "Customer"
      WHERE "organisationId" = ${organisationId} AND "remoteId" = ${remoteId}
      FOR NO KEY UPDATE
    )
    SELECT ${customerColumns}, ${momentColumns(tx, ctx)} FROM locked`);
  return row && { customer: fromRow(row), moment: { now: row.now, recordedAt: row.recordedAt } };
}

/** The customer with the fingerprint of the request that created it. */
export async function findCustomer(
  tx: Transaction,
  organisationId: number,
  remoteId: string,
): Promise<{ customer: Customer; supplied: Fingerprint } | undefined> {
  const [row] = await tx.rows<CustomerRow>(sql`
    SELECT ${customerColumns} FROM "Customer" WHERE "organisationId" = ${organisationId} AND "remoteId" = ${remoteId}`);
  return row && { customer: fromRow(row), supplied: row.supplied };
}

export interface NewCustomer {
  readonly organisationId: number;
  readonly remoteId: string;
  readonly name: string;
  readonly admin: CustomerAdmin;
  readonly supplied: Fingerprint;
}

/**
 * Inserts a customer with the event that tells of it, and commits. Answers undefined, and writes nothing, when the partner
 * is archived or has a customer of this id; waits for one that is being inserted right now. It keeps the partner from being
 * archived, and looks by itself whether anything stands against it: all in one journey to the database.
 */
export async function insertCustomer(
  tx: Transaction,
  ctx: UseCaseContext,
  customer: NewCustomer,
): Promise<Customer | undefined> {
  const { organisationId, remoteId, name, admin } = customer;
  const event = { verb: 'createCustomer', organisationId, subjectType: 'CUSTOMER', before: null } as const;
  const after = { remoteId, isActive: true };
  const [row] = await tx.last<CustomerRow>(sql`
    WITH owner AS MATERIALIZED (
      SELECT "id", "archivedAt" FROM "Organisation" WHERE "id" = ${organisationId} FOR SHARE
    ),
    moment AS MATERIALIZED (SELECT owner."id" AS "ownerId", ${momentColumns(tx, ctx)} FROM owner WHERE "archivedAt" IS NULL),
    created AS (
      INSERT INTO "Customer"
        ("organisationId", "remoteId", "name", "adminEmail", "adminPhone", "adminDisplayName",
         "supplied", "createdAt", "updatedAt")
      SELECT moment."ownerId", ${remoteId}, ${name}, ${admin.email}, ${admin.phone}, ${admin.displayName},
             ${JSON.stringify(customer.supplied)}::jsonb, moment."now", moment."now"
      FROM moment
      -- The conflict alone would use up an id each time.
      WHERE NOT EXISTS (SELECT FROM "Customer" WHERE "organisationId" = ${organisationId} AND "remoteId" = ${remoteId})
      ON CONFLICT ("organisationId", "remoteId") DO NOTHING
      RETURNING ${customerColumns}
    ),
    subject AS (SELECT created."id", moment."now", moment."recordedAt", '{}'::jsonb AS "ids" FROM created, moment),
    ${eventOf(ctx, { ...event, after }, sql`subject`)}
    SELECT ${customerColumns} FROM created`);
  return row && fromRow(row);
}

export function updateCustomerRow(tx: Transaction, customer: Customer, updatedAt: Temporal.Instant): void {
  const { admin } = customer;
  tx.write(sql`
    UPDATE "Customer"
    SET "name" = ${customer.name}, "adminEmail" = ${admin.email}, "adminPhone" = ${admin.phone},
        "adminDisplayName" = ${admin.displayName}, "isActive" = ${customer.isActive}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${customer.id}`);
}
