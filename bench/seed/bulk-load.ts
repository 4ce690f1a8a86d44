import pg from 'pg';

// Loading many rows into empty tables, and leaving the tables as they were: with the same indexes and constraints.

const loadedTables = ['Customer', 'Order', 'Subscription', 'Term', 'OrderLine', 'Event'];

interface DroppedIndex {
  readonly drop: string;
  readonly make: string;
}

/**
 * Runs `load` while references are not checked and what nothing refers to of the indexes is away: one look at a whole
 * table is quicker than one at each row. Identity columns go on where the ids end.
 */
export async function loading<Value>(client: pg.Client, load: () => Promise<Value>): Promise<Value> {
  const indexes = await droppableIndexes(client);
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`);
  await client.query(`SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 2`);
  for (const { drop } of indexes) await client.query(drop);
  const value = await load();
  for (const { make } of indexes) await client.query(make);
  for (const table of loadedTables) await continueIds(client, table);
  await client.query('RESET ALL');
  return value;
}

async function droppableIndexes(client: pg.Client): Promise<DroppedIndex[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string; constraint: string | null }>(
    `SELECT i.indrelid::regclass::text AS "table", quote_ident(c.relname) AS "name",
            pg_get_indexdef(c.oid) AS "definition", pg_get_constraintdef(own.oid) AS "constraint"
     FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid
     LEFT JOIN pg_constraint own ON own.conindid = i.indexrelid AND own.contype IN ('u', 'x')
     WHERE i.indrelid = ANY(SELECT quote_ident(name)::regclass FROM unnest($1::text[]) name) AND NOT i.indisprimary
       AND NOT EXISTS (SELECT FROM pg_constraint key WHERE key.conindid = i.indexrelid AND key.contype = 'f')`,
    [loadedTables],
  );
  return rows.map(({ table, name, definition, constraint }) =>
    constraint === null
      ? { drop: `DROP INDEX ${name}`, make: definition }
      : {
          drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
          make: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${constraint}`,
        },
  );
}

async function continueIds(client: pg.Client, table: string): Promise<void> {
  const name = pg.escapeIdentifier(table);
  await client.query(
    `SELECT setval(pg_get_serial_sequence($1, 'id'), (SELECT coalesce(max("id"), 0) + 1 FROM ${name}), false)`,
    [name],
  );
}
