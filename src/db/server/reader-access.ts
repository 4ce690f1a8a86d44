import type { PoolClient } from 'pg';
import type { Pool } from '../pool.ts';

/** The tables of which the reader sees every column. */
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

/** The tables of which the reader sees some columns only: no hash, and no record of what a request said. */
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

/** A table whose rows belong to an organisation, and the column that names it. */
interface OwnedTable {
  readonly table: string;
  readonly column: 'id' | 'organisationId';
}

/**
 * Names the grants and row-level policies of `tenure_reader` that this database lacks, as `grant Customer` or
 * `policy Customer`; empty if all are in place. A restore into a server without the role leaves them out. Expects that the
 * role exists.
 */
export async function missingReaderAccess(client: Pool | PoolClient): Promise<string[]> {
  const [ungranted, unprotected] = [await ungrantedTables(client), await unprotectedTables(client)];
  return [...ungranted.map((table) => `grant ${table}`), ...unprotected.map(({ table }) => `policy ${table}`)];
}

/**
 * Gives `tenure_reader` the grants and row-level policies that this database lacks, in one transaction, and names them like
 * `missingReaderAccess`. Creates the role if the server lacks it and the account may create roles.
 *
 * @throws {pg.DatabaseError} if the account may not, or a table is locked for more than three seconds
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

// The same conditions as in the migration `scope_of_a_read`, which says why they are written so.
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
  const wanted = [
    ...wholeTables.map((table) => ({ table, column: null })),
    ...Object.entries(partsOfTables).flatMap(([table, columns]) => columns.map((column) => ({ table, column }))),
  ];
  const { rows } = await client.query<{ table: string }>(
    `SELECT DISTINCT wanted."table" FROM json_to_recordset($1) AS wanted("table" text, "column" text)
     CROSS JOIN to_regclass(format('public.%I', wanted."table")) AS found
     WHERE NOT CASE WHEN wanted."column" IS NULL
       THEN has_table_privilege('tenure_reader', found, 'SELECT')
       ELSE has_column_privilege('tenure_reader', found, wanted."column", 'SELECT') END
     ORDER BY 1`,
    [JSON.stringify(wanted)],
  );
  return rows.map(({ table }) => table);
}

/** The tables with rows of organisations whose rows no policy gives to the reader, or to which none applies. */
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
  -- Another process was a moment ahead.
  WHEN duplicate_object OR unique_violation OR internal_error THEN NULL;
END $$`;
