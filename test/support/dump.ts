import type { World } from './world.ts';

/**
 * Returns the content of all columns of all tables, including those of the queue, by `Table.column`. Bytes are included
 * in several encodings.
 */
export async function dumpOf(world: World): Promise<Record<string, string>> {
  const columns = await world.rows<{ schema: string; table: string; column: string; type: string }>(
    `SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column, c.data_type AS type
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const dump: Record<string, string> = {};
  for (const { schema, table, column, type } of columns) {
    const spelled = ['hex', 'base64', 'escape'].map((format) => `encode("${column}", '${format}')`);
    const text = type === 'bytea' ? `concat_ws(' ', ${spelled.join(', ')})` : `"${column}"::text`;
    const [row] = await world.rows<{ all: string }>(
      `SELECT coalesce(string_agg(${text}, E'\\n'), '') AS all FROM "${schema}"."${table}"`,
    );
    dump[`${table}.${column}`] = row?.all ?? '';
  }
  return dump;
}

/** Returns the files of a database that contain these bytes, in live or in dead rows. */
export async function filesWith(world: World, text: string): Promise<string[]> {
  await world.rows('CHECKPOINT');
  const rows = await world.rows<{ name: string }>(
    `SELECT file.name FROM pg_database d, LATERAL pg_ls_dir('base/' || d.oid) AS file(name)
     WHERE d.datname = current_database()
       AND position($1::bytea IN pg_read_binary_file('base/' || d.oid || '/' || file.name)) > 0`,
    [Buffer.from(text)],
  );
  return rows.map(({ name }) => name);
}
