import pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { sendTogether } from './send-together.ts';

/**
 * One open transaction (READ COMMITTED: every statement sees what was committed before it began). Statements that are asked
 * for at once, with `Promise.all`, go over the line together and are carried out in their order.
 */
export interface Transaction {
  /** Runs one statement and answers its rows. Timestamps arrive as Temporal values, `bigint` columns as BigInt. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The one row of a statement that always has one. */
  row<Row>(statement: Sql): Promise<Row>;
  /** Runs the statement with which the transaction ends, and commits: what is asked afterwards stands by itself. */
  last<Row>(statement: Sql): Promise<Row[]>;
  /** Runs one statement whose answer nobody waits for. Should it fail, so does the transaction, before it commits. */
  write(statement: Sql): void;
}

/** Statements on one connection, which is free for them. */
export class Statements implements Transaction {
  readonly #client: pg.PoolClient;
  /** What nobody has waited for yet. */
  readonly #unanswered: Promise<unknown>[] = [];
  #commit: string | undefined;

  /** `commit` is what ends the transaction where that is ours to end. */
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
      // After a failure PostgreSQL only says that the transaction has failed: what came first tells why.
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

  /** Begins a transaction with its first statement. */
  begin(text: string): void {
    this.#send(text);
  }

  /**
   * Commits, unless the last statement has, and waits for everything that nobody has waited for. Throws the first failure,
   * after which nothing is committed.
   */
  async end(): Promise<void> {
    this.#end();
    await this.settled();
  }

  /** Waits for everything that nobody has waited for; throws the first failure. */
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
    // `settled` throws this error, perhaps only after it occurred.
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
