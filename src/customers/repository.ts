import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Customer, CustomerProfile } from './types.ts';

/** A customer as the table has it. */
export interface CustomerRow extends CustomerProfile {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly adminEmail: string;
  readonly adminPhone: string | null;
  readonly adminDisplayName: string | null;
  readonly isActive: boolean;
  readonly archivedAt: Temporal.Instant | null;
  readonly supplied: Fingerprint;
  readonly createdAt: Temporal.Instant;
}

export const customerColumns = sql`
  "id", "organisationId", "remoteId", "name", "lastName", "companyName", "description", "adminEmail", "adminPhone",
  "adminDisplayName", "crmId", "refId", "isActive", "archivedAt", "supplied", "createdAt"`;

export function fromRow({ adminEmail, adminPhone, adminDisplayName, ...row }: CustomerRow): Customer {
  const { id, organisationId, remoteId, name, lastName, companyName, description, crmId, refId } = row;
  const admin = { email: adminEmail, phone: adminPhone, displayName: adminDisplayName };
  const profile = { name, lastName, companyName, description, crmId, refId };
  const { isActive, archivedAt, createdAt } = row;
  return { id, organisationId, remoteId, ...profile, admin, isActive, archivedAt, createdAt };
}

/** One customer of an organisation: by the partner's id, or by ours. */
function isThisOne(organisationId: number, id: string | number): Sql {
  return typeof id === 'number'
    ? sql`"organisationId" = ${organisationId} AND "id" = ${id}`
    : sql`"organisationId" = ${organisationId} AND "remoteId" = ${id}`;
}

/**
 * Locks the customer, by the partner's id or by ours, so that what is decided about it stays true until the end of the
 * transaction, and tells the time at which the lock is held. Undefined when the partner has no such customer.
 */
export async function lockCustomer(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  id: string | number,
): Promise<{ customer: Customer; moment: Moment } | undefined> {
  const [row] = await tx.rows<CustomerRow & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT ${customerColumns} FROM "Customer" WHERE ${isThisOne(organisationId, id)} FOR NO KEY UPDATE
    )
    SELECT ${customerColumns}, ${momentColumns(tx, ctx)} FROM locked`);
  return row && { customer: fromRow(row), moment: { now: row.now, recordedAt: row.recordedAt } };
}

/** The customer, by the partner's id or by ours, with the fingerprint of the request that created it. */
export async function findCustomer(
  tx: Transaction,
  organisationId: number,
  id: string | number,
): Promise<{ customer: Customer; supplied: Fingerprint } | undefined> {
  const [row] = await tx.rows<CustomerRow>(sql`
    SELECT ${customerColumns} FROM "Customer" WHERE ${isThisOne(organisationId, id)}`);
  return row && { customer: fromRow(row), supplied: row.supplied };
}

export function updateCustomerRow(tx: Transaction, customer: Customer, updatedAt: Temporal.Instant): void {
  const { admin } = customer;
  tx.write(sql`
    UPDATE "Customer"
    SET "name" = ${customer.name}, "lastName" = ${customer.lastName}, "companyName" = ${customer.companyName},
        "description" = ${customer.description}, "adminEmail" = ${admin.email}, "adminPhone" = ${admin.phone},
        "adminDisplayName" = ${admin.displayName}, "crmId" = ${customer.crmId}, "refId" = ${customer.refId},
        "isActive" = ${customer.isActive}, "archivedAt" = ${customer.archivedAt}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${customer.id}`);
}

/** What belongs to a customer. Whoever holds its lock for a removal finds all of it, and nothing new comes meanwhile. */
export async function countUses(
  tx: Transaction,
  { id, organisationId }: Customer,
): Promise<{ orders: number; users: number }> {
  const belonging = sql`"organisationId" = ${organisationId} AND "customerId" = ${id}`;
  return tx.row(sql`
    SELECT (SELECT count(*)::int FROM "Order" WHERE ${belonging}) AS "orders",
           (SELECT count(*)::int FROM "User" WHERE ${belonging}) AS "users"`);
}

export function deleteCustomer(tx: Transaction, { id }: Customer): void {
  tx.write(sql`DELETE FROM "Customer" WHERE "id" = ${id}`);
}
