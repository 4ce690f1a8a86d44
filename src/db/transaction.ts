import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { fromDatabaseError, isWriteConflict } from './database-error.ts';
import type { Pool } from './pool.ts';

/** One open transaction (READ COMMITTED: every statement sees what was committed before it began). */
export interface Transaction {
  /** Runs one statement and answers its rows. Timestamps arrive as Temporal values, `bigint` columns as BigInt. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The one row of a statement that always has one. */
  row<Row>(statement: Sql): Promise<Row>;
}

const maxAttempts = 5;

/**
 * Runs `work` in one transaction: it commits when `work` answers and rolls back when it throws. A serialization failure
 * or a deadlock runs the whole of `work` again, five times at the most, after a random pause.
 *
 * @throws {ConflictError} when the fifth attempt still conflicts, or a lock did not come free in time
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function inTransaction<Value>(pool: Pool, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, 'BEGIN', work);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === maxAttempts) throw fromDatabaseError(error);
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/**
 * Runs `work` on one unchanging picture of the database, in which a write is refused by the server: for previews.
 *
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function inSnapshot<Value>(pool: Pool, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  try {
    return await attemptTransaction(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

/**
 * Runs `work` on one connection, each statement by itself: for a single statement, which needs no transaction around it.
 *
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function onConnection<Value>(pool: Pool, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  try {
    return await withClient(pool, (client) => work(transactionOn(client)));
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

async function attemptTransaction<Value>(
  pool: Pool,
  begin: string,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  return withClient(pool, async (client) => {
    await client.query(begin);
    const value = await work(transactionOn(client));
    await client.query('COMMIT');
    return value;
  });
}

async function withClient<Value>(pool: Pool, work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    return await work(client);
  } catch (error) {
    isBroken = !(await rollBack(client));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** Whether the connection is fit for others afterwards. Outside a transaction PostgreSQL answers with a mere warning. */
function rollBack(client: pg.PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}

function transactionOn(client: pg.PoolClient): Transaction {
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
