import pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { sendTogether } from './send-together.ts';

/**
 * An open transaction at the isolation level READ COMMITTED: each statement sees what was committed before it began.
 * Statements that are started together with `Promise.all` are sent together and run in their order.
 */
export interface Transaction {
  /** Runs a statement and returns its rows. Timestamps are Temporal values, and `bigint` columns are BigInt. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** Runs a statement that always returns exactly one row. */
  row<Row>(statement: Sql): Promise<Row>;
  /** Runs the last statement of the transaction and commits. Any later statement runs in a transaction of its own. */
  last<Row>(statement: Sql): Promise<Row[]>;
  /** Runs a statement without waiting for it. If it fails, the transaction fails before it commits. */
  write(statement: Sql): void;
}

/** Statements on a connection that no other work uses. */
export class Statements implements Transaction {
  readonly #client: pg.PoolClient;
  /** The pending results of `write`, `begin` and `COMMIT`. */
  readonly #unanswered: Promise<unknown>[] = [];
  #commit: string | undefined;

  /** `commit` is the statement that ends the transaction, if this object ends it. */
  constructor(client: pg.PoolClient, commit?: string) {
    this.#client = client;
    this.#commit = commit;
  }

  async rows<Row>(statement: Sql): Promise<Row[]> {
    try {
      sendTogether(this.#client);
      const result = await this.#client.query(queryOf(statement));
      return result.rows as Row[];
    } catch (error) {
      // After a failure, PostgreSQL only reports that the transaction has failed. The first error has the reason.
      await this.settled();
      throw error;
    }
  }

  async row<Row>(statement: Sql): Promise<Row> {
    const [row, ...others] = await this.rows<Row>(statement);
    if (row === undefined || others.length > 0) throw new Error(`Expected one row from: ${statement.text}`);
    return row;
  }

  async last<Row>(statement: Sql): Promise<Row[]> {
    const answered = this.rows<Row>(statement);
    this.#end();
    return answered;
  }

  write(statement: Sql): void {
    this.#send(queryOf(statement));
  }

  /** Begins a transaction together with its first statement. */
  begin(text: string): void {
    this.#send(text);
  }

  /**
   * Commits, unless `last` has done so, and waits for all pending statements. Throws the first failure, in which case
   * nothing is committed.
   */
  async end(): Promise<void> {
    this.#end();
    await this.settled();
  }

  /** Waits for all pending statements. Throws the first failure. */
  async settled(): Promise<void> {
    await Promise.all(this.#unanswered.splice(0));
  }

  #end(): void {
    if (this.#commit !== undefined) this.#send(this.#commit);
    this.#commit = undefined;
  }

  #send(query: string | pg.QueryConfig): void {
    sendTogether(this.#client);
    const answered = this.#client.query(query);
    // `settled` throws this error later. Until then it must not count as an unhandled rejection.
    answered.catch(() => undefined);
    this.#unanswered.push(answered);
  }
}

function queryOf(statement: Sql): pg.QueryConfig {
  const { text, values } = statement;
  return { name: statementName(text), text, values: values.map(toParameter), types: { getTypeParser } };
}

const statementNames = new Map<string, string>();

/**
 * Returns a short name for each distinct text, so that each connection parses it once. The number of texts is small,
 * because values are parameters. Statements must name their columns: with `*`, a migration that adds a column would
 * break the statement on every open connection.
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
