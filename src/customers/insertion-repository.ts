import sql, { raw, type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { eventOf } from '../events/record-event.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { CustomerAdmin } from './profile.ts';
import { type CustomerRow, customerColumns, fromRow, writtenColumns, writtenRowOf } from './repository.ts';
import type { Customer, CustomerProfile } from './types.ts';

export interface NewCustomer extends CustomerProfile {
  readonly organisationId: number;
  /** Undefined if the customer gets an id from us. */
  readonly remoteId: string | undefined;
  readonly admin: CustomerAdmin;
  readonly isActive: boolean;
  readonly isArchived: boolean;
  readonly supplied: Fingerprint;
}

/** A new customer and the id of its request. */
export interface WantedCustomer {
  readonly customer: NewCustomer;
  readonly requestId: string;
}

/**
 * Inserts customers of one organisation with their events, and commits, in one round trip to the database. Returns the
 * customers in the order of `wanted`, with undefined for each that was not written: the partner is archived, or it already
 * has a customer of this id. The statement checks both conditions itself. It waits for a concurrent insertion of the same
 * id, and keeps the partner from being archived meanwhile. A customer whose id is taken uses no value of our id sequence,
 * which a conflict alone would.
 *
 * Statements insert the same ids in the same order, so that no two of them can deadlock.
 */
export async function insertCustomers(
  tx: Transaction,
  ctx: Pick<UseCaseContext, 'actor' | 'clock'>,
  organisationId: number,
  wanted: readonly WantedCustomer[],
): Promise<(Customer | undefined)[]> {
  const event = { verb: 'createCustomer', organisationId, subjectType: 'CUSTOMER', before: null, after: {} } as const;
  const rows = await tx.last<CustomerRow & { place: number }>(sql`
    WITH owner AS MATERIALIZED (
      SELECT "id", "archivedAt" FROM "Organisation" WHERE "id" = ${organisationId} FOR SHARE
    ),
    moment AS MATERIALIZED (SELECT owner."id" AS "ownerId", ${momentColumns(tx, ctx)} FROM owner WHERE "archivedAt" IS NULL),
    given AS MATERIALIZED (
      SELECT * FROM ROWS FROM (
        unnest(${wanted.map(({ customer }) => customer.remoteId ?? null)}::text[]),
        jsonb_to_recordset(${JSON.stringify(wanted.map(toGiven))}::jsonb) AS (
          ${textDefinitions}, "isActive" boolean, "isArchived" boolean, "supplied" jsonb, "facts" jsonb,
          "requestId" text)
      ) WITH ORDINALITY AS given("wantedId")
    ),
    numbered AS MATERIALIZED (
      SELECT nextval('"Customer_id_seq"')::int AS "id", given.* FROM given
      WHERE (${idOfTaken(organisationId, sql`"wantedId"`)}) IS NULL
    ),
    created AS (
      INSERT INTO "Customer"
        ("id", "organisationId", "remoteId", ${texts}, "isActive", "archivedAt", "supplied", "createdAt", "updatedAt")
      SELECT numbered."id", moment."ownerId",
             CASE WHEN "wantedId" IS NOT NULL THEN "wantedId"
                  WHEN (${idOfTaken(organisationId, sql`'#' || numbered."id"`)}) IS NULL THEN '#' || numbered."id"
                  ELSE gen_random_uuid()::text END,
             ${texts}, "isActive", CASE WHEN "isArchived" THEN moment."now" END, "supplied", moment."now", moment."now"
      FROM moment, numbered
      ORDER BY "wantedId", "ordinality"
      ON CONFLICT ("organisationId", "remoteId") DO NOTHING
      RETURNING ${customerColumns}
    ),
    subject AS (
      SELECT created."id", moment."now", moment."recordedAt", numbered."requestId",
             "facts" || jsonb_build_object('remoteId', created."remoteId") AS "facts"
      FROM moment, created JOIN numbered ON numbered."id" = created."id"
    ),
    ${eventOf(ctx, event, sql`subject`)}
    SELECT created.*, numbered."ordinality"::int - 1 AS "place" FROM created JOIN numbered ON numbered."id" = created."id"`);
  const customers = new Map(rows.map(({ place, ...row }) => [place, fromRow(row)]));
  return wanted.map((_, place) => customers.get(place));
}

/**
 * Our id of the customer with this id of the partner. `EXISTS` is not used, because PostgreSQL may answer it by reading all
 * customers of the partner first.
 */
function idOfTaken(organisationId: number, remoteId: Sql): Sql {
  return sql`
    SELECT taken."id" FROM "Customer" taken
    WHERE taken."organisationId" = ${organisationId} AND taken."remoteId" = ${remoteId}`;
}

const texts = columnList(writtenColumns);
const textDefinitions = raw(writtenColumns.map((column) => `"${column}" text`).join(', '));

/** The members of a customer for the statement, without its id. */
function toGiven({ customer, requestId }: WantedCustomer) {
  const { isActive, isArchived, supplied } = customer;
  const facts = { isActive, ...(isArchived && { isArchived }) };
  return { ...writtenRowOf(customer), isActive, isArchived, supplied, facts, requestId };
}
