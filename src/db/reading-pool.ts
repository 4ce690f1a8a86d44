import { AsyncLocalStorage } from 'node:async_hooks';
import pg, { type PoolClient, type QueryArrayConfig } from 'pg';
import { type Connections, isOpen, type OpenTransaction } from '../shared/connections.ts';
import type { Pool } from './pool.ts';

/** For whom a read of Prisma is, and where its statements go. */
export interface Reading {
  /** The organisations whose rows it sees: those of the actor when the request came in, whatever moves meanwhile. */
  readonly organisationIds: readonly number[];
  /** Where the request works: a transaction that is open around the read is where the read belongs. */
  readonly connections: Connections;
}

const current = new AsyncLocalStorage<Reading>();

/** Runs a read of Prisma for somebody. Every read goes through here: without it no row is seen. */
export function readingAs<Value>(reading: Reading, read: () => PromiseLike<Value>): Promise<Value> {
  // Such a read only begins when somebody waits for it.
  return current.run(reading, async () => read());
}

/**
 * What Prisma takes for its pool: connections in the role of a reader, to whom row-level security shows the rows of the
 * organisations that the session names, and nothing to write. A connection remembers what it named, so that only
 * another reader has to name others; that and the read then go over the line together.
 */
export class ReadingPool extends pg.Pool {
  readonly #named = new WeakMap<PoolClient, string>();

  /** As many connections as that pool has, like those. Broken ones are told to its listeners. */
  constructor(pool: Pool) {
    super({ ...pool.options, onConnect: (client) => client.query(takeRole) });
    this.on('error', (error, client) => pool.emit('error', error, client));
    this.on('connect', (client) => client.on('error', (error) => pool.emit('error', error, client)));
  }

  /** A transaction of Prisma would read for whoever the connection read last. There is none: its reads are single. */
  override async connect(): Promise<never> {
    throw new Error('A reader has no transactions');
  }

  override query(statement: unknown): never;
  override async query(statement: QueryArrayConfig): Promise<unknown> {
    const { connections, organisationIds = [] } = current.getStore() ?? {};
    if (connections !== undefined && isOpen(connections)) return readWithin(connections, organisationIds, statement);
    const client = await super.connect();
    try {
      const result = await this.#read(client, organisationIds.join(','), statement);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #read(client: PoolClient, named: string, statement: QueryArrayConfig): Promise<unknown> {
    if (this.#named.get(client) === named) return client.query(statement);
    // Should naming them fail, then so does the read, and the connection is given up.
    const [, result] = await Promise.all([
      client.query(`SET tenure.organisations = '${named}'`),
      client.query(statement),
    ]);
    this.#named.set(client, named);
    return result;
  }
}

const takeRole = 'SET ROLE tenure_reader';

/** In an open transaction the connection is the owner's, who becomes a reader for this statement only. */
async function readWithin(
  open: OpenTransaction,
  organisationIds: readonly number[],
  statement: QueryArrayConfig,
): Promise<unknown> {
  try {
    return await open.part('LOOKED_AT', async (client) => {
      await client.query(
        `SET LOCAL ROLE tenure_reader; SET LOCAL tenure.organisations = '${organisationIds.join(',')}'`,
      );
      return client.query(statement);
    });
  } catch (error) {
    open.fail(error);
    throw error;
  }
}
