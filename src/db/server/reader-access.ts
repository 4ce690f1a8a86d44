import type { PoolClient } from 'pg';
import type { Pool } from '../pool.ts';

/** The tables that the reader can read completely. */
const wholeTables = [
  'Organisation',
  'Operator',
  'Role',
  'OperatorRole',
  'ApiClient',
  'Subscription',
  'OrderLine',
  'Term',
  'Hold',
  'Event',
  'AuditSeal',
  'Product',
  'RatePlan',
];

/** The tables of which the reader can read only these columns. The others are hashes and records of requests. */
const partsOfTables: Readonly<Record<string, readonly string[]>> = {
  ApiKey: ['id', 'organisationId', 'name', 'hint', 'createdAt', 'lastUsedAt', 'revokedAt'],
  ApiClientSecret: ['id', 'organisationId', 'apiClientId', 'hint', 'createdAt', 'expiresAt'],
  Customer: [
    ...['id', 'organisationId', 'remoteId', 'name', 'adminEmail', 'adminPhone', 'adminDisplayName', 'isActive'],
    ...['createdAt', 'updatedAt', 'lastName', 'companyName', 'description', 'crmId', 'refId', 'archivedAt'],
  ],
  Order: [
    ...['id', 'organisationId', 'customerId', 'parentId', 'kind', 'status', 'remoteId', 'createdAt', 'description'],
    ...['crmId', 'refId', 'activationLimit', 'isDemo', 'canOverwriteContainer', 'customerRequired', 'archivedAt'],
  ],
  User: [
    ...['id', 'organisationId', 'customerId', 'email', 'emailKey', 'displayName', 'isActive', 'createdAt'],
    'updatedAt',
  ],
};

/** A table with rows of organisations, and the column with the organisation's id. */
interface OwnedTable {
  readonly table: string;
  readonly column: 'id' | 'organisationId';
}

/**
 * Returns the missing grants and row-level policies of `tenure_reader`, such as `grant Customer` or `policy Customer`.
 * Returns an empty list if all are present. A restore into a server without the role omits them. The role must exist.
 */
export async function missingReaderAccess(client: Pool | PoolClient): Promise<string[]> {
  const [ungranted, unprotected] = [await ungrantedTables(client), await unprotectedTables(client)];
  return [...ungranted.map((table) => `grant ${table}`), ...unprotected.map(({ table }) => `policy ${table}`)];
}

/**
 * Creates the missing grants and row-level policies of `tenure_reader` in one transaction. Returns them in the format
 * of `missingReaderAccess`. Creates the role if it does not exist and the account may create roles.
 *
 * @throws {pg.DatabaseError} if the account lacks a permission, or if a table is locked for more than three seconds
 */
export async function restoreReaderAccess(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query(createRole);
    const missing = await missingReaderAccess(client);
    if (missing.length > 0) await grantAll(client);
    client.release();
    return missing;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function grantAll(client: PoolClient): Promise<void> {
  const unprotected = await unprotectedTables(client);
  const wholes = wholeTables.map((table) => `"${table}"`).join(', ');
  const parts = Object.entries(partsOfTables).map(([table, columns]) => {
    const list = columns.map((column) => `"${column}"`).join(', ');
    return `GRANT SELECT (${list}) ON "${table}" TO tenure_reader`;
  });
  const statements = [
    "BEGIN; SET LOCAL lock_timeout = '3s'",
    'GRANT USAGE ON SCHEMA public TO tenure_reader',
    `GRANT SELECT ON ${wholes} TO tenure_reader`,
    ...parts,
    ...unprotected.flatMap(policyOf),
    'COMMIT',
  ];
  for (const statement of statements) await client.query(statement);
}

// The same conditions as in the migration `scope_of_a_read`, which explains them.
function policyOf({ table, column }: OwnedTable): string[] {
  const first = `(SELECT split_part(coalesce(nullif(current_setting('tenure.organisations', true), ''), fail_without_scope()), ',', 1)::integer)`;
  const every = `(SELECT unnest(string_to_array(current_setting('tenure.organisations', true), ',')::integer[]))`;
  return [
    `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY "readable" ON "${table}" FOR SELECT TO tenure_reader
       USING ("${column}" = ${first} OR "${column}" IN ${every})`,
  ];
}

async function ungrantedTables(client: Pool | PoolClient): Promise<string[]> {
  const expected = [
    ...wholeTables.map((table) => ({ table, column: null })),
    ...Object.entries(partsOfTables).flatMap(([table, columns]) => columns.map((column) => ({ table, column }))),
  ];
  const { rows } = await client.query<{ table: string }>(
    `SELECT DISTINCT expected."table" FROM json_to_recordset($1) AS expected("table" text, "column" text)
     CROSS JOIN to_regclass(format('public.%I', expected."table")) AS found
     WHERE NOT CASE WHEN expected."column" IS NULL
       THEN has_table_privilege('tenure_reader', found, 'SELECT')
       ELSE has_column_privilege('tenure_reader', found, expected."column", 'SELECT') END
     ORDER BY 1`,
    [JSON.stringify(expected)],
  );
  return rows.map(({ table }) => table);
}

/** Returns the tables with rows of organisations that have no policy for the reader, or no row-level security. */
async function unprotectedTables(client: Pool | PoolClient): Promise<OwnedTable[]> {
  const { rows } = await client.query<OwnedTable>(`
    SELECT c.relname AS "table", a.attname AS "column"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND a.attname = CASE c.relname WHEN 'Organisation' THEN 'id' ELSE 'organisationId' END
      AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname = 'readable'))
    ORDER BY 1`);
  return rows;
}

const createRole = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tenure_reader') THEN
    CREATE ROLE tenure_reader NOLOGIN;
  END IF;
  IF NOT pg_has_role('tenure_reader', 'SET') THEN
    GRANT tenure_reader TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
  END IF;
EXCEPTION
  -- Another process created the role or the grant at the same time.
  WHEN duplicate_object OR unique_violation OR internal_error THEN NULL;
END $$`;
