import pg, { type PoolClient, type QueryArrayConfig } from 'pg';
import { type Connections, isOpen, type OpenTransaction, sharedOut } from '../../shared/connections.ts';
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
 * Connections in the role of a reader, to whom row-level security shows the rows of the organisations that the session
 * names, and nothing to write. A connection remembers what it named, so that only another reader has to name others; that
 * and the read then go over the line together.
 */
export class ReadingPool extends pg.Pool {
  readonly #named = new WeakMap<PoolClient, string>();
  readonly #names = new StatementNames('tenure_read_', 500);

  /** As many connections as that pool has, like those. Broken ones are told to its listeners. */
  constructor(pool: Pool) {
    super({ ...pool.options, pipeline: true, onConnect: (client) => client.query(takeRole) });
    this.on('error', (error, client) => pool.emit('error', error, client));
    this.on('connect', (client) => client.on('error', (error) => pool.emit('error', error, client)));
  }

  /** What the one column of the rows holds, which is JSON. */
  async read({ connections, organisationIds }: Reading, { text, values, isShort, isCount }: Read): Promise<unknown[]> {
    const name = isCount ? undefined : this.#names.of(text);
    const query = { text, values: [...values], rowMode: 'array' as const, types: inJson };
    const statement = name === undefined ? query : { ...query, name };
    const { rows } = await this.#readIn(connections, organisationIds, statement, isShort);
    return rows.map(([column]) => column);
  }

  #readIn(
    connections: Connections,
    organisationIds: readonly number[],
    statement: QueryArrayConfig,
    isShort: boolean,
  ): Promise<pg.QueryArrayResult> {
    if (isOpen(connections)) return readWithin(connections, organisationIds, statement);
    const read = () => this.readAs(organisationIds, statement, isShort);
    return isShort ? read() : sharedOut(connections).inTurn(read);
  }

  /** Runs one statement that reads, as who may see these organisations; where it is short, beside others. */
  async readAs(
    organisationIds: readonly number[],
    statement: QueryArrayConfig,
    isShort = false,
  ): Promise<pg.QueryArrayResult> {
    const named = naming(organisationIds);
    if (isShort) return onSharedConnection(this, (client) => this.#readOn(client, named, statement));
    const client = await this.connect();
    try {
      const result = await this.#readOn(client, named, statement);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #readOn(client: PoolClient, named: string, statement: QueryArrayConfig): Promise<pg.QueryArrayResult> {
    sendTogether(client);
    if (this.#named.get(client) === named) return client.query(statement);
    // What is sent after this goes by it. Should it fail, then so does the read, and the connection is given up.
    this.#named.set(client, named);
    const [, result] = await Promise.all([client.query(named), client.query(statement)]);
    return result;
  }
}

const takeRole = 'SET ROLE tenure_reader';

/** Names the organisations whose rows the session is shown. One by itself is compared with, others are looked up. */
function naming(organisationIds: readonly number[], scope: '' | 'LOCAL ' = ''): string {
  const [one, ...others] = organisationIds;
  const [single, several] = one !== undefined && others.length === 0 ? [one, ''] : ['', organisationIds.join(',')];
  return `SET ${scope}tenure.organisation = '${single}'; SET ${scope}tenure.organisations = '${several}'`;
}

const inJson = { getTypeParser: () => JSON.parse };

/** In an open transaction the connection is the owner's, who becomes a reader for this statement only. */
async function readWithin(
  open: OpenTransaction,
  organisationIds: readonly number[],
  statement: QueryArrayConfig,
): Promise<pg.QueryArrayResult> {
  try {
    return await open.part('LOOKED_AT', async (client) => {
      const [, result] = await Promise.all([
        client.query(`SET LOCAL ROLE tenure_reader; ${naming(organisationIds, 'LOCAL ')}`),
        client.query(statement),
      ]);
      return result;
    });
  } catch (error) {
    open.fail(error);
    throw error;
  }
}
