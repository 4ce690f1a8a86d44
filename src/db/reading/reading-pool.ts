import pg, { type PoolClient, type QueryArrayConfig } from 'pg';
import {
  type Connections,
  isOpen,
  type OpenTransaction,
  type SharedPool,
  sharedPoolOf,
} from '../../shared/connections.ts';
import type { Pool } from '../pool.ts';
import { sendTogether } from '../transactions/send-together.ts';
import { onSharedConnection } from '../transactions/shared-connection.ts';
import { StatementNames } from '../transactions/statement-names.ts';

/** The scope and the connections of a read. */
export interface Reading {
  /**
   * The organisations whose rows are visible: those of the actor when the request arrived, even if organisations move
   * meanwhile.
   */
  readonly organisationIds: readonly number[];
  /** The connections of the request. If a transaction is open, the read runs inside it. */
  readonly connections: Connections;
}

/** A statement whose rows have one column of JSON. */
export interface Read {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Whether it reads one row and at most one page of each relation. Such a read may share a connection. */
  readonly isShort: boolean;
  /**
   * Whether it counts, and so scans many rows. PostgreSQL then plans it for its values each time. A generic plan would
   * read the customers of a partner through an index where a sequential scan is faster.
   */
  readonly isCount: boolean;
}

/**
 * Connections in the role `tenure_reader`. Row-level security shows the rows of the organisations in the scope of a
 * read, and the role cannot write. The scope lasts only for the transaction of the read. A read without a scope or in
 * another role fails, even if a pooler runs the transaction in a different session.
 */
export class ReadingPool extends pg.Pool {
  readonly #names = new StatementNames('tenure_read_', 500);

  /** Uses the size and the options of `pool`. Broken connections are reported to the listeners of `pool`. */
  constructor(pool: Pool) {
    super({ ...pool.options, pipeline: true, onConnect: (client) => client.query(takeRole) });
    this.on('error', (error, client) => pool.emit('error', error, client));
    this.on('connect', (client) => client.on('error', (error) => pool.emit('error', error, client)));
  }

  /** Returns the JSON of each row. */
  async read({ connections, organisationIds }: Reading, read: Read): Promise<unknown[]> {
    const { rows } = isOpen(connections)
      ? await readInOpenTransaction(connections, organisationIds, this.#statementOf(read))
      : await this.#readAlone(connections, organisationIds, read);
    return rows.map(([column]) => column);
  }

  /**
   * A count sets its scope in a separate statement, because PostgreSQL does not parallelise a statement that changes a
   * setting.
   */
  #readAlone(
    connections: Pool | SharedPool,
    organisationIds: readonly number[],
    read: Read,
  ): Promise<pg.QueryArrayResult> {
    if (read.isCount)
      return sharedPoolOf(connections).limited(() => this.readAs(organisationIds, this.#statementOf(read)));
    const statement = this.#statementOf(withScope(read, organisationIds));
    if (read.isShort) return onSharedConnection(this, (client) => send(client, statement));
    return sharedPoolOf(connections).limited(() => this.#onOwnConnection((client) => send(client, statement)));
  }

  /** Runs a read-only statement with the given organisations as its scope. */
  async readAs(organisationIds: readonly number[], statement: QueryArrayConfig): Promise<pg.QueryArrayResult> {
    return this.#onOwnConnection(async (client) => {
      const begun = send(client, `BEGIN; ${enterScope(organisationIds)}`);
      const [, result] = await Promise.all([begun, send(client, statement), send(client, 'COMMIT')]);
      return result;
    });
  }

  #statementOf({ text, values, isCount }: Read): QueryArrayConfig {
    const name = isCount ? undefined : this.#names.of(text);
    const statement = { text, values: [...values], rowMode: 'array' as const, types: inJson };
    return name === undefined ? statement : { ...statement, name };
  }

  async #onOwnConnection<Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    const client = await this.connect();
    try {
      const value = await work(client);
      client.release();
      return value;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

/** A connection belongs to the pool only once it has its role, so nothing else limits the time that this takes. */
const takeRole = { text: 'SET ROLE tenure_reader', query_timeout: 5_000 };

/** Returns an expression that sets the scope of the transaction. It fails in any role other than `tenure_reader`. */
function scopeSetTo(scope: string): string {
  return `(SELECT CASE current_user WHEN 'tenure_reader' THEN set_config('tenure.organisations', ${scope}, true) ELSE fail_without_role() END)`;
}

/** Returns a statement that sets the scope for the rest of the transaction. */
function enterScope(organisationIds: readonly number[]): string {
  return `SELECT ${scopeSetTo(`'${scopeOf(organisationIds)}'`)}`;
}

/**
 * Returns the read with its scope. PostgreSQL evaluates a condition without columns as a one-time filter, before it
 * reads any row. If the condition were evaluated later, the statement would fail because it has no scope.
 */
function withScope(read: Read, organisationIds: readonly number[]): Read {
  const scope = scopeSetTo(`$${read.values.length + 1}`);
  const text = `SELECT * FROM (${read.text}) "read" WHERE ${scope} IS NOT NULL`;
  return { ...read, text, values: [...read.values, scopeOf(organisationIds)] };
}

function scopeOf(organisationIds: readonly number[]): string {
  return organisationIds.join(',');
}

const inJson = { getTypeParser: () => JSON.parse };

function send(client: PoolClient, statement: string): Promise<pg.QueryResult>;
function send(client: PoolClient, statement: QueryArrayConfig): Promise<pg.QueryArrayResult>;
function send(client: PoolClient, statement: string | QueryArrayConfig) {
  sendTogether(client);
  return client.query(statement as QueryArrayConfig);
}

/**
 * Runs a read in an open transaction. The connection belongs to the owner of the tables, and takes the role of the
 * reader for this statement only.
 */
async function readInOpenTransaction(
  open: OpenTransaction,
  organisationIds: readonly number[],
  statement: QueryArrayConfig,
): Promise<pg.QueryArrayResult> {
  try {
    return await open.runPart('READ_ONLY', async (client) => {
      const [, result] = await Promise.all([
        client.query(`SET LOCAL ROLE tenure_reader; ${enterScope(organisationIds)}`),
        client.query(statement),
      ]);
      return result;
    });
  } catch (error) {
    open.fail(error);
    throw error;
  }
}
