import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { eventOf } from '../events/record-event.ts';
import type { Fingerprint } from '../request-fingerprints/rules.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type CustomerRow, customerColumns, fromRow } from './repository.ts';
import type { Customer, CustomerAdmin, CustomerProfile } from './types.ts';

export interface NewCustomer extends CustomerProfile {
  readonly organisationId: number;
  /** Undefined for one that is to get its own. */
  readonly remoteId: string | undefined;
  readonly admin: CustomerAdmin;
  readonly isActive: boolean;
  readonly isArchived: boolean;
  readonly supplied: Fingerprint;
}

/** A customer, and the request that wants it. */
export interface WantedCustomer {
  readonly customer: NewCustomer;
  readonly requestId: string;
}

/**
 * Inserts customers of one organisation with their events, and commits: all in one round trip to the database.
 * Answers, in the place of each, undefined where nothing was written: the partner is archived, or has a customer of this id.
 * It waits for one that is being inserted right now. It keeps the partner from being archived, and looks by itself whether
 * anything stands against a customer. One whose
 * id is taken by then uses up none of ours, as the conflict alone would.
 *
 * Statements that insert the same ids do so in the same order, so that no two of them wait for each other.
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
          "name" text, "lastName" text, "companyName" text, "description" text, "email" text, "phone" text,
          "displayName" text, "crmId" text, "refId" text, "isActive" boolean, "isArchived" boolean, "supplied" jsonb,
          "facts" jsonb, "requestId" text)
      ) WITH ORDINALITY AS given("wantedId")
    ),
    numbered AS MATERIALIZED (
      SELECT nextval('"Customer_id_seq"')::int AS "id", given.* FROM given
      WHERE (${idOfTaken(organisationId, sql`"wantedId"`)}) IS NULL
    ),
    created AS (
      INSERT INTO "Customer"
        ("id", "organisationId", "remoteId", "name", "lastName", "companyName", "description", "adminEmail", "adminPhone",
         "adminDisplayName", "crmId", "refId", "isActive", "archivedAt", "supplied", "createdAt", "updatedAt")
      SELECT numbered."id", moment."ownerId",
             CASE WHEN "wantedId" IS NOT NULL THEN "wantedId"
                  WHEN (${idOfTaken(organisationId, sql`'#' || numbered."id"`)}) IS NULL THEN '#' || numbered."id"
                  ELSE gen_random_uuid()::text END,
             "name", "lastName", "companyName", "description", "email", "phone", "displayName", "crmId", "refId",
             "isActive", CASE WHEN "isArchived" THEN moment."now" END, "supplied", moment."now", moment."now"
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
 * Our id of the customer that has this id of the partner's. Not `EXISTS`, which PostgreSQL may answer by reading all
 * customers of the partner first.
 */
function idOfTaken(organisationId: number, remoteId: Sql): Sql {
  return sql`
    SELECT taken."id" FROM "Customer" taken
    WHERE taken."organisationId" = ${organisationId} AND taken."remoteId" = ${remoteId}`;
}

/** What the statement is given of a customer, besides its id. */
function toGiven({ customer, requestId }: WantedCustomer) {
  const { name, lastName, companyName, description, crmId, refId, admin, isActive, isArchived, supplied } = customer;
  const facts = { isActive, ...(isArchived && { isArchived }) };
  const profile = { name, lastName, companyName, description, crmId, refId, ...admin };
  return { ...profile, isActive, isArchived, supplied, facts, requestId };
}
