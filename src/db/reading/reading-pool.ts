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

/** For whom a read is, and where its statement goes. */
export interface Reading {
  /** The organisations whose rows it sees: those of the actor when the request came in, whatever moves meanwhile. */
  readonly organisationIds: readonly number[];
  /** Where the request works: a transaction that is open around the read is where the read belongs. */
  readonly connections: Connections;
}

/** A statement of which the rows have one column of JSON. */
export interface Read {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Whether it reads one row, and of what belongs to it a page at the most: then others can wait for it. */
  readonly isShort: boolean;
  /**
   * Whether it counts, and so goes through many rows: then PostgreSQL plans it for its values each time. For any values, it
   * finds the customers of a partner through an index where it had better read them all from end to end.
   */
  readonly isCount: boolean;
}

/**
 * Connections in the role of a reader, to whom row-level security shows the rows of the organisations in a read's scope, and
 * nothing to write. The scope belongs to the transaction of the read and to nothing longer: a read without one, or as
 * another role, fails, also where something between us and PostgreSQL gives a transaction another session than ours.
 */
export class ReadingPool extends pg.Pool {
  readonly #names = new StatementNames('tenure_read_', 500);

  /** Has the size and the options of `pool`, whose listeners also learn of broken connections. */
  constructor(pool: Pool) {
    super({ ...pool.options, pipeline: true, onConnect: (client) => client.query(takeRole) });
    this.on('error', (error, client) => pool.emit('error', error, client));
    this.on('connect', (client) => client.on('error', (error) => pool.emit('error', error, client)));
  }

  /** What the one column of the rows holds, which is JSON. */
  async read({ connections, organisationIds }: Reading, read: Read): Promise<unknown[]> {
    const { rows } = isOpen(connections)
      ? await readInOpenTransaction(connections, organisationIds, this.#statementOf(read))
      : await this.#readAlone(connections, organisationIds, read);
    return rows.map(([column]) => column);
  }

  /**
   * A count brings its scope in a statement before it: PostgreSQL does not let several processes share the work of a
   * statement that changes a setting.
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

  /** Runs one statement that reads, as who may see these organisations. */
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

/** Sets the scope of the transaction. A statement in the role of anybody else fails. */
function scopeSetTo(scope: string): string {
  return `(SELECT CASE current_user WHEN 'tenure_reader' THEN set_config('tenure.organisations', ${scope}, true) ELSE fail_without_role() END)`;
}

/** A statement that sets the scope for those after it in the same transaction. */
function enterScope(organisationIds: readonly number[]): string {
  return `SELECT ${scopeSetTo(`'${scopeOf(organisationIds)}'`)}`;
}

/**
 * The same read, which sets its scope itself: PostgreSQL evaluates a condition that is the same for all rows first, before
 * it reads any (a one-time filter). Were it evaluated later, the statement would fail for want of a scope.
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

/** In an open transaction the connection is the owner's, who becomes a reader for this statement only. */
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
