import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { assignments, columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { Moment } from '../shared/clock.ts';
import { namesOf, pick } from '../shared/members.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type ContactRow, contactColumns, contactOf, contactRowOf, customerProfile } from './profile.ts';
import type { Customer, CustomerProfile } from './types.ts';

/** A row of the table `Customer`. */
export interface CustomerRow extends CustomerProfile, ContactRow {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly isActive: boolean;
  readonly archivedAt: Temporal.Instant | null;
  readonly supplied: Fingerprint;
  readonly createdAt: Temporal.Instant;
}

const profileNames = namesOf(customerProfile);

/** The text columns that partners write. */
export const writtenColumns = [...profileNames, ...contactColumns];

export const customerColumns = columnList([
  ...['id', 'organisationId', 'remoteId'],
  ...writtenColumns,
  ...['isActive', 'archivedAt', 'supplied', 'createdAt'],
]);

export function fromRow(row: CustomerRow): Customer {
  const { id, organisationId, remoteId, isActive, archivedAt, createdAt } = row;
  const profile = pick(row, profileNames);
  return { id, organisationId, remoteId, ...profile, admin: contactOf(row), isActive, archivedAt, createdAt };
}

/** Returns the values of the text columns that partners write. */
export function writtenRowOf(customer: Pick<Customer, keyof CustomerProfile | 'admin'>): CustomerProfile & ContactRow {
  return { ...pick(customer, profileNames), ...contactRowOf(customer.admin) };
}

/** Returns the condition for one customer of an organisation, by the partner's id (text) or by ours (a number). */
function isThisOne(organisationId: number, id: string | number): Sql {
  return typeof id === 'number'
    ? sql`"organisationId" = ${organisationId} AND "id" = ${id}`
    : sql`"organisationId" = ${organisationId} AND "remoteId" = ${id}`;
}

/**
 * Locks a customer, by the partner's id or by ours, until the end of the transaction. Returns it with the time at which
 * the lock was taken, or undefined if the partner has no such customer.
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

/** Returns a customer, by the partner's id or by ours, with the fingerprint of the request that created it. */
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
  tx.write(sql`
    UPDATE "Customer"
    SET ${assignments(writtenColumns, writtenRowOf(customer))},
        "isActive" = ${customer.isActive}, "archivedAt" = ${customer.archivedAt}, "updatedAt" = ${updatedAt}
    WHERE "id" = ${customer.id}`);
}

/** Counts the orders and users of a customer. While its lock is held, no new ones are created. */
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
