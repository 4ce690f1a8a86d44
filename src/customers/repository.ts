import sql from 'sql-template-tag';
import { momentColumns } from '../db/clock.ts';
import type { Transaction } from '../db/transaction.ts';
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
  readonly createdAt: Temporal.Instant;
}

/** Answers undefined when the partner has a customer of this id; waits for one that is being inserted right now. */
export async function insertCustomer(tx: Transaction, customer: NewCustomer): Promise<Customer | undefined> {
  const { organisationId, remoteId, name, admin, createdAt } = customer;
  const [row] = await tx.rows<CustomerRow>(sql`
    INSERT INTO "Customer"
      ("organisationId", "remoteId", "name", "adminEmail", "adminPhone", "adminDisplayName",
       "supplied", "createdAt", "updatedAt")
    VALUES
      (${organisationId}, ${remoteId}, ${name}, ${admin.email}, ${admin.phone}, ${admin.displayName},
       ${JSON.stringify(customer.supplied)}::jsonb, ${createdAt}, ${createdAt})
    ON CONFLICT ("organisationId", "remoteId") DO NOTHING
    RETURNING ${customerColumns}`);
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
