import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
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
  const order = orderings[sortBy][direction];
  const rows = await tx.rows<CustomerRow>(sql`
    WITH page AS MATERIALIZED (
      SELECT "id" FROM "Customer" WHERE ${join(conditions, ' AND ')} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}
    )
    SELECT ${customerColumns} FROM "Customer" WHERE "id" = ANY(ARRAY(SELECT "id" FROM page)) ORDER BY ${order}`);
  return rows.map(fromRow);
}

const ascending = sql`ASC NULLS FIRST`;
const descending = sql`DESC NULLS LAST`;

const orderings = {
  COMPANY: { ASC: byCompany(ascending), DESC: byCompany(descending) },
  NAME: { ASC: byName(ascending), DESC: byName(descending) },
} satisfies Record<CustomerSorting, Record<'ASC' | 'DESC', Sql>>;

function byCompany(way: Sql): Sql {
  return sql`"companyName" ${way}, ${byName(way)}`;
}

function byName(way: Sql): Sql {
  return sql`"lastName" ${way}, "name" ${way === ascending ? sql`ASC` : sql`DESC`}, "id" ${way === ascending ? empty : sql`DESC`}`;
}
