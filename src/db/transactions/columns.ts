import sql, { join, raw, type Sql } from 'sql-template-tag';

/** Returns quoted column names, separated by commas, such as `o."id", o."name"` for the alias `o`. */
export function columnList(names: readonly string[], alias?: string): Sql {
  const prefix = alias === undefined ? '' : `${alias}.`;
  return raw(names.map((name) => `${prefix}"${name}"`).join(', '));
}

/** Returns the assignments of an UPDATE for these columns, such as `"name" = $1, "phone" = $2`. */
export function assignments<Name extends string>(names: readonly Name[], values: Readonly<Record<Name, unknown>>): Sql {
  return join(names.map((name) => sql`${raw(`"${name}"`)} = ${values[name]}`));
}
