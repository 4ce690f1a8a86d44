import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import { type CustomerRow, customerColumns, fromRow } from './repository.ts';
import type { Customer, CustomerKind } from './types.ts';

/** The name by which customers are sorted: that of the company, or that of the person. */
type CustomerSorting = 'COMPANY' | 'NAME';

/** The filter, the order and the page of customers. */
export interface CustomerPage {
  readonly kind?: CustomerKind | undefined;
  readonly isArchived?: boolean | undefined;
  readonly sortBy: CustomerSorting;
  readonly direction: 'ASC' | 'DESC';
  readonly offset: number;
  readonly limit: number;
}

/**
 * Returns a page of the customers of one organisation. Customers without a name precede those with one, and older
 * customers precede younger ones of the same name. The descending order is the exact reverse.
 *
 * An offset over whole rows would fetch every skipped row. The ids of the page are therefore read first, from an index
 * that contains all sorted and filtered columns ("Customer_by_company_idx", "Customer_by_name_idx"), and then its rows.
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

/** The sort directions of columns that can be null, and of others. They match the indexes, read forwards or backwards. */
const directions = {
  ASC: { optional: sql`ASC NULLS FIRST`, always: sql`ASC` },
  DESC: { optional: sql`DESC NULLS LAST`, always: sql`DESC` },
};

function orderBy(sortBy: CustomerSorting, direction: 'ASC' | 'DESC'): Sql {
  const { optional, always } = directions[direction];
  const byName = sql`"lastName" ${optional}, "name" ${always}, "id" ${always}`;
  return sortBy === 'NAME' ? byName : sql`"companyName" ${optional}, ${byName}`;
}
