import pg from 'pg';
import type { Sql } from 'sql-template-tag';

/** One open transaction (READ COMMITTED: every statement sees what was committed before it began). */
export interface Transaction {
  /** Runs one statement and answers its rows. Timestamps arrive as Temporal values, `bigint` columns as BigInt. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The one row of a statement that always has one. */
  row<Row>(statement: Sql): Promise<Row>;
}

/** Statements on one connection, which is free for them. */
export function statementsOn(client: pg.PoolClient): Transaction {
  const rows = async <Row>(statement: Sql) => {
    const result = await client.query({
      name: statementName(statement.text),
      text: statement.text,
      values: statement.values.map(toParameter),
      types: { getTypeParser },
    });
    return result.rows as Row[];
  };
  return {
    rows,
    async row<Row>(statement: Sql) {
      const [row, ...others] = await rows<Row>(statement);
      if (row === undefined || others.length > 0) throw new Error(`Expected one row from: ${statement.text}`);
      return row;
    },
  };
}

const statementNames = new Map<string, string>();

/**
 * A short name for each distinct text, so that every connection parses it once. Texts are few: values are parameters.
 * A statement names its columns: with `*`, a migration that adds one would break it on every open connection.
 */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `tenure_${statementNames.size + 1}`;
    statementNames.set(text, name);
  }
  return name;
}

function toParameter(value: unknown): unknown {
  const temporal = value instanceof Temporal.Instant || value instanceof Temporal.PlainDateTime;
  return temporal ? value.toString() : value;
}

const { builtins } = pg.types;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === builtins.TIMESTAMPTZ) return (text) => Temporal.Instant.from(text);
  if (oid === builtins.TIMESTAMP) return (text) => Temporal.PlainDateTime.from(text);
  if (oid === builtins.INT8) return BigInt;
  return pg.types.getTypeParser(oid, format);
}
