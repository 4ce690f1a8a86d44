import sql, { type Sql } from 'sql-template-tag';
import { momentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Clock, UseCaseContext } from '../shared/use-case-context.ts';
import type { BuiltInRole } from './types.ts';

/** The holder of a live credential. `keyId` is null for an access token. */
export interface HolderRow {
  readonly organisationId: number;
  readonly keyId: number | null;
  readonly clientId: number | null;
  readonly operatorId: number | null;
  /** Whether the recorded use is old enough to be updated. */
  readonly isStampDue: boolean;
  readonly clientScope: string | null;
  readonly tokenScope: string | null;
  readonly isAdmin: boolean | null;
  /** The permissions of the roles of the operator. Null for a key. */
  readonly granted: readonly string[] | null;
}

/** The interval at which the time of the last use is recorded. */
const stampInterval = '60 seconds';

/** The organisations that a holder can see, and its time. */
interface StandpointRow {
  readonly organisationIds: readonly number[];
  readonly treeVersion: string;
  readonly testClockId: number | null;
  readonly now: Temporal.Instant;
}

/**
 * Returns the holders of live keys with their scopes and times, in one statement, so that they are consistent. The
 * holders have the order of the hashes; an unknown or revoked key, or one of an archived organisation, has undefined.
 */
export async function findKeyHolders(
  tx: Transaction,
  clock: Clock,
  hashes: readonly Buffer[],
): Promise<(Holding | undefined)[]> {
  const holder = sql`
    SELECT k."organisationId", k."id" AS "keyId", k."lastUsedAt"
    FROM "ApiKey" k
    WHERE k."hash" = ${wantedHash} AND k."revokedAt" IS NULL`;
  const rows = await tx.rows<KeyHolderRow & FoundRow>(holdings(clock, hashes, holder, sql`holder."keyId"`));
  return inOrderOf(
    hashes,
    rows.map((row) => ({ ...noToken, ...row })),
  );
}

/** Returns the holders of live access tokens, like `findKeyHolders`. */
export async function findTokenHolders(
  tx: Transaction,
  clock: Clock,
  hashes: readonly Buffer[],
): Promise<(Holding | undefined)[]> {
  const holder = sql`
    SELECT c."organisationId", c."id" AS "clientId", o."id" AS "operatorId", c."lastUsedAt",
           c."scope" AS "clientScope", t."scope" AS "tokenScope", o."isAdmin", ${grantedTo(sql`o."id"`)} AS "granted"
    FROM "AccessToken" t
    JOIN "ApiClient" c ON c."organisationId" = t."organisationId" AND c."id" = t."apiClientId"
    JOIN "Operator" o ON o."organisationId" = c."organisationId" AND o."id" = c."operatorId"
    WHERE t."hash" = ${wantedHash} AND t."revokedAt" IS NULL AND t."expiresAt" > ${clock.realNow}
      AND c."revokedAt" IS NULL AND (c."expiresAt" IS NULL OR c."expiresAt" > ${clock.realNow}) AND o."isActive"`;
  const columns = sql`
    holder."clientId", holder."operatorId", holder."clientScope", holder."tokenScope", holder."isAdmin", holder."granted"`;
  const rows = await tx.rows<TokenHolderRow & FoundRow>(holdings(clock, hashes, holder, columns));
  return inOrderOf(
    hashes,
    rows.map((row) => ({ keyId: null, ...row })),
  );
}

/** A holder with its scope and its time. */
export type Holding = HolderRow & StandpointRow;

/** `index` is the index, from 1, of the hash whose holder the row describes. */
type FoundRow = StandpointRow & { readonly index: number };
type KeyHolderRow = Pick<HolderRow, 'organisationId' | 'keyId' | 'isStampDue'>;
type TokenHolderRow = Omit<HolderRow, 'keyId'>;

const noToken = {
  clientId: null,
  operatorId: null,
  clientScope: null,
  tokenScope: null,
  isAdmin: null,
  granted: null,
};

const wantedHash = sql`decode(wanted."hash", 'hex')`;

/**
 * `LIMIT` keeps the look-up of each hash a search by index, whatever the estimated number of hashes. They are JSON,
 * because PostgreSQL estimates the same number of rows for every JSON array and so reuses the plan. For an SQL array it
 * makes a new plan each time, which takes longer than the look-up.
 */
function holdings(clock: Clock, hashes: readonly Buffer[], holder: Sql, columns: Sql): Sql {
  const texts = JSON.stringify(hashes.map((hash) => hash.toString('hex')));
  return sql`
    SELECT wanted."index"::int, found.*
    FROM jsonb_array_elements_text(${texts}::jsonb) WITH ORDINALITY AS wanted("hash", "index")
    CROSS JOIN LATERAL (
      WITH holder AS (${holder})
      SELECT holder."organisationId", ${columns},
             coalesce(holder."lastUsedAt" <= ${clock.realNow} - ${stampInterval}::interval, true) AS "isStampDue",
             ${standpointColumns(clock, sql`holder."organisationId"`)}
      FROM holder
      JOIN "Organisation" o ON o."id" = holder."organisationId" AND o."archivedAt" IS NULL
      LEFT JOIN ("TestClock" clock JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId")
        ON tree."descendantId" = holder."organisationId"
      LIMIT 1
    ) found`;
}

function inOrderOf(hashes: readonly Buffer[], rows: readonly (Holding & FoundRow)[]): (Holding | undefined)[] {
  const found = new Map(rows.map(({ index, ...holding }) => [index, holding]));
  return hashes.map((_, index) => found.get(index + 1));
}

/** An operator on whose behalf a request is made. */
export interface EmulatedRow extends StandpointRow {
  readonly organisationId: number;
  readonly isAdmin: boolean;
  readonly granted: readonly string[];
}

/** Returns the active operator with this id in one of these organisations, with its scope and permissions. */
export async function findEmulated(
  tx: Transaction,
  clock: Clock,
  operatorId: number,
  organisationIds: readonly number[],
): Promise<EmulatedRow | undefined> {
  const [row] = await tx.rows<EmulatedRow>(sql`
    SELECT operator."organisationId", operator."isAdmin", ${grantedTo(sql`operator."id"`)} AS "granted",
           ${standpointColumns(clock, sql`operator."organisationId"`)}
    FROM "Operator" operator
    JOIN "Organisation" o ON o."id" = operator."organisationId" AND o."archivedAt" IS NULL
    LEFT JOIN ("TestClock" clock JOIN "OrganisationAncestry" tree ON tree."ancestorId" = clock."organisationId")
      ON tree."descendantId" = operator."organisationId"
    WHERE operator."id" = ${operatorId} AND operator."organisationId" = ANY(${organisationIds}) AND operator."isActive"`);
  return row;
}

/** The organisation and the permissions of an operator. */
export interface OperatorRow {
  readonly organisationId: number;
  readonly isActive: boolean;
  readonly isAdmin: boolean;
  readonly granted: readonly string[];
}

/**
 * Locks an operator at or below the actor's organisation against changes. Returns it with the time at which the lock
 * was taken.
 */
export async function lockOperator(
  tx: Transaction,
  ctx: UseCaseContext,
  id: number,
): Promise<{ readonly operator: OperatorRow; readonly moment: Moment } | undefined> {
  const [row] = await tx.rows<Omit<OperatorRow, 'granted'> & Moment>(sql`
    WITH locked AS MATERIALIZED (
      SELECT "id", "organisationId", "isActive", "isAdmin" FROM "Operator"
      WHERE "id" = ${id} AND "organisationId" = ANY(${ctx.actor.organisationIds})
      FOR SHARE
    )
    SELECT "organisationId", "isActive", "isAdmin", ${momentColumns(tx, ctx)}
    FROM locked`);
  if (row === undefined) return undefined;
  const { now, recordedAt, ...operator } = row;
  // A separate statement: one that waits for a lock would still see the former roles.
  const { granted } = await tx.row<{ granted: string[] }>(sql`SELECT ${grantedTo(sql`${id}`)} AS "granted"`);
  return { operator: { ...operator, granted }, moment: { now, recordedAt } };
}

/** Records the use of a credential. Skips it if another transaction has locked the row, so it never waits. */
export async function stampUse(tx: Transaction, { realNow }: Clock, { keyId, clientId }: HolderRow): Promise<void> {
  const table = keyId === null ? sql`"ApiClient"` : sql`"ApiKey"`;
  await tx.rows(sql`
    UPDATE ${table} SET "lastUsedAt" = date_trunc('second', ${realNow})
    WHERE "id" = (SELECT "id" FROM ${table} WHERE "id" = ${keyId ?? clientId} FOR NO KEY UPDATE SKIP LOCKED)`);
}

/** Inserts the built-in roles of one organisation. */
export async function insertRoles(
  tx: Transaction,
  organisationId: number,
  roles: readonly BuiltInRole[],
  createdAt: Temporal.Instant,
): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "Role" ("organisationId", "name", "builtIn", "permissions", "createdAt", "updatedAt")
    SELECT ${organisationId}, role."name", role."builtIn", ARRAY(SELECT jsonb_array_elements_text(role."permissions")),
           ${createdAt}, ${createdAt}
    FROM jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
      AS role("name" text, "builtIn" text, "permissions" jsonb)`);
}

function grantedTo(operatorId: Sql): Sql {
  return sql`ARRAY(
    SELECT unnest(r."permissions") FROM "OperatorRole" held
    JOIN "Role" r ON r."organisationId" = held."organisationId" AND r."id" = held."roleId"
    WHERE held."operatorId" = ${operatorId})`;
}

function standpointColumns({ realNow }: Clock, organisationId: Sql): Sql {
  return sql`
    clock."organisationId" AS "testClockId",
    coalesce(clock."standsAt", date_trunc('second', ${realNow})) AS "now",
    ARRAY(SELECT "descendantId" FROM "OrganisationAncestry" WHERE "ancestorId" = ${organisationId}) AS "organisationIds",
    (${treeVersionOf(organisationId)}) AS "treeVersion"`;
}

/** Returns the present version of the tree that contains an organisation. */
export async function findTreeVersion(tx: Transaction, organisationId: number): Promise<string> {
  const { treeVersion } = await tx.row<{ treeVersion: string }>(treeVersionOf(sql`${organisationId}::int`));
  return treeVersion;
}

/**
 * The version consists of the root and the number of moves below it, so that a move and its reversal also change it.
 */
function treeVersionOf(organisationId: Sql): Sql {
  return sql`
    SELECT concat(root."id", ':', coalesce(tree."moves", 0)) AS "treeVersion"
    FROM "OrganisationAncestry" above
    JOIN "Organisation" root ON root."id" = above."ancestorId" AND root."parentId" IS NULL
    LEFT JOIN "OrganisationTree" tree ON tree."rootId" = root."id"
    WHERE above."descendantId" = ${organisationId}`;
}
