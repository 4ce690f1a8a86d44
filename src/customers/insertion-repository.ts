import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import { columnList } from '../db/transactions/columns.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { causeDefinitions, causeOf, eventMembersOfRequests } from '../events/record-event.ts';
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

/** A new customer, and the request that creates it. */
export interface WantedCustomer extends Pick<UseCaseContext, 'actor' | 'requestId'> {
  readonly customer: NewCustomer;
}

/** `LOCKED`: another transaction has locked the partner. Undefined: the partner is archived, or has a customer of this id. */
export type Inserted = Customer | undefined | 'LOCKED';

/**
 * Inserts customers of several partners with their events, and commits, in one round trip to the database. Returns the
 * customers in the order of `wanted`. The statement itself checks that the partner is open and the id is free. It waits
 * for a concurrent insertion of the same id, and keeps the partner from being archived meanwhile. It waits for a lock on
 * the partner only if it inserts a single customer. A customer whose id is taken uses no value of our id sequence, which
 * a conflict alone would.
 *
 * Statements insert the same ids in the same order, so that no two of them can deadlock. All actors have the same clock.
 */
export async function insertCustomers(
  tx: Transaction,
  ctx: Pick<UseCaseContext, 'actor' | 'clock'>,
  wanted: readonly WantedCustomer[],
): Promise<Inserted[]> {
  const event = { verb: 'createCustomer', subjectType: 'CUSTOMER', before: null, after: {} } as const;
  const organisationIds = wanted.map(({ customer }) => customer.organisationId);
  const rows = await tx.last<CustomerRow & { index: number; isLocked: boolean }>(sql`
    WITH owner AS MATERIALIZED (
      SELECT "id" AS "ownerId", "archivedAt" FROM "Organisation" WHERE "id" = ANY(${[...new Set(organisationIds)]})
      FOR SHARE ${wanted.length === 1 ? empty : raw('SKIP LOCKED')}
    ),
    moment AS MATERIALIZED (SELECT "ownerId", ${momentColumns(tx, ctx)} FROM owner WHERE "archivedAt" IS NULL),
    given AS MATERIALIZED (
      SELECT * FROM ROWS FROM (
        unnest(${organisationIds}::int[], ${wanted.map(({ customer }) => customer.remoteId ?? null)}::text[]),
        jsonb_to_recordset(${JSON.stringify(wanted.map(toGiven))}::jsonb) AS (
          ${textDefinitions}, "isActive" boolean, "isArchived" boolean, "supplied" jsonb, "ownFacts" jsonb,
          "requestId" text, ${causeDefinitions})
      ) WITH ORDINALITY AS given("ownerId", "wantedId")
    ),
    numbered AS MATERIALIZED (
      SELECT nextval('"Customer_id_seq"')::int AS "id", moment."now", moment."recordedAt", given.*
      FROM moment JOIN given USING ("ownerId")
      WHERE (${idOfTaken(sql`"wantedId"`)}) IS NULL
    ),
    created AS (
      INSERT INTO "Customer"
        ("id", "organisationId", "remoteId", ${texts}, "isActive", "archivedAt", "supplied", "createdAt", "updatedAt")
      SELECT "id", "ownerId",
             CASE WHEN "wantedId" IS NOT NULL THEN "wantedId"
                  WHEN (${idOfTaken(sql`'#' || numbered."id"`)}) IS NULL THEN '#' || numbered."id"
                  ELSE gen_random_uuid()::text END,
             ${texts}, "isActive", CASE WHEN "isArchived" THEN "now" END, "supplied", "now", "now"
      FROM numbered
      ORDER BY "ownerId", "wantedId", "ordinality"
      ON CONFLICT ("organisationId", "remoteId") DO NOTHING
      RETURNING ${customerColumns}
    ),
    subject AS (
      SELECT numbered.*, created."organisationId",
             "ownFacts" || jsonb_build_object('remoteId', created."remoteId") AS "facts"
      FROM created JOIN numbered ON numbered."id" = created."id"
    ),
    ${eventMembersOfRequests(event, sql`subject`)}
    SELECT created.*, given."ordinality"::int - 1 AS "index", owner."ownerId" IS NULL AS "isLocked"
    FROM given
    LEFT JOIN owner USING ("ownerId")
    LEFT JOIN numbered USING ("ordinality")
    LEFT JOIN created ON created."id" = numbered."id"`);
  const inserted = new Map<number, Inserted>(
    rows.map(({ index, isLocked, ...row }) => [index, isLocked ? 'LOCKED' : customerOf(row)]),
  );
  return wanted.map((_, index) => inserted.get(index));
}

/** Returns undefined for a row of nulls: the customer was not inserted. */
function customerOf(row: CustomerRow | { readonly id: null }): Customer | undefined {
  return row.id === null ? undefined : fromRow(row);
}

/**
 * Our id of the customer with this id of the partner "ownerId". `EXISTS` is not used, because PostgreSQL may answer it by
 * reading all customers of the partner first.
 */
function idOfTaken(remoteId: Sql): Sql {
  return sql`
    SELECT taken."id" FROM "Customer" taken WHERE taken."organisationId" = "ownerId" AND taken."remoteId" = ${remoteId}`;
}

const texts = columnList(writtenColumns);
const textDefinitions = raw(writtenColumns.map((column) => `"${column}" text`).join(', '));

/** The members of a customer for the statement, without its id. */
function toGiven({ customer, actor, requestId }: WantedCustomer) {
  const { isActive, isArchived, supplied } = customer;
  const ownFacts = { isActive, ...(isArchived && { isArchived }) };
  return { ...writtenRowOf(customer), isActive, isArchived, supplied, ownFacts, requestId, ...causeOf(actor) };
}
