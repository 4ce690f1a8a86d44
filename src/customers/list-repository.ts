import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import { type CustomerRow, customerColumns, fromRow } from './repository.ts';
import type { Customer, CustomerKind } from './types.ts';

/** By what customers are sorted: the name of the company, or that of the person. The rest breaks ties. */
type CustomerSorting = 'COMPANY' | 'NAME';

/** Which customers, in which order, and from where on. */
export interface CustomerPage {
  readonly kind?: CustomerKind | undefined;
  readonly isArchived?: boolean | undefined;
  readonly sortBy: CustomerSorting;
  readonly direction: 'ASC' | 'DESC';
  readonly offset: number;
  readonly limit: number;
}

/**
 * A page of the customers of one organisation. Who lacks a name comes before all who have it, and among equals the older
 * one first; descending is exactly the other way round.
 *
 * Its plan trap: where whole rows are skipped, each is fetched only to be counted. So the ids are found first, in an index
 * that holds all that is sorted and asked for ("Customer_by_company_idx", "Customer_by_name_idx"), then as many rows as the
 * page is long.
 */
export async function findCustomers(
  tx: Transaction,
  organisationId: number,
  { kind, isArchived, sortBy, direction, offset, limit }: CustomerPage,
): Promise<Customer[]> {
  const conditions = [
    sql`"organisationId" = ${organisationId}`,
    ...(kind === undefined ? [] : [kind === 'COMPANY' ? sql`"companyName" IS NOT NULL` : sql`"companyName" IS NULL`]),
    ...(isArchived === undefined ? [] : [isArchived ? sql`"archivedAt" IS NOT NULL` : sql`"archivedAt" IS NULL`]),
  ];
  const order = orderBy(sortBy, direction);
  const rows = await tx.rows<CustomerRow>(sql`
    WITH page AS MATERIALIZED (
      SELECT "id" FROM "Customer" WHERE ${join(conditions, ' AND ')} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}
    )
    SELECT ${customerColumns} FROM "Customer" WHERE "id" = ANY(ARRAY(SELECT "id" FROM page)) ORDER BY ${order}`);
  return rows.map(fromRow);
}

/** Names that may be missing, and what is always there. The words are those of the indexes, or of their reverse. */
const ways = {
  ASC: { optional: sql`ASC NULLS FIRST`, always: sql`ASC` },
  DESC: { optional: sql`DESC NULLS LAST`, always: sql`DESC` },
};

function orderBy(sortBy: CustomerSorting, direction: 'ASC' | 'DESC'): Sql {
  const { optional, always } = ways[direction];
  const byName = sql`"lastName" ${optional}, "name" ${always}, "id" ${always}`;
  return sortBy === 'NAME' ? byName : sql`"companyName" ${optional}, ${byName}`;
}
