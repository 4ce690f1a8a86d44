import { AsyncLocalStorage } from 'node:async_hooks';
import pg, { type PoolClient, type QueryArrayConfig } from 'pg';
import { type Connections, isOpen, type OpenTransaction } from '../shared/connections.ts';
import type { Pool } from './pool.ts';

const route = new AsyncLocalStorage<Connections>();

/** Runs a read of Prisma, of which every statement then goes to these connections. */
export function readingOn<Value>(connections: Connections, read: () => PromiseLike<Value>): Promise<Value> {
  // Such a read only begins when somebody waits for it.
  return route.run(connections, async () => read());
}

/**
 * A pool that has no connections and knows where a statement belongs: into the transaction that is open around the
 * read, or to the pool that it stands for. Prisma takes nothing but a pool of node-postgres.
 */
export function routedPool(pool: Pool): Pool {
  return new RoutedPool(pool);
}

class RoutedPool extends pg.Pool {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super();
    this.#pool = pool;
  }

  override async connect(): Promise<PoolClient>;
  override connect(): void;
  override async connect(): Promise<PoolClient> {
    return this.#pool.connect();
  }

  override query(statement: unknown): never;
  override async query(statement: QueryArrayConfig): Promise<unknown> {
    const connections = route.getStore() ?? this.#pool;
    return isOpen(connections) ? lookedAt(connections, statement) : connections.query(statement);
  }
}

async function lookedAt(open: OpenTransaction, statement: QueryArrayConfig): Promise<unknown> {
  try {
    return await open.part('LOOKED_AT', (client) => client.query(statement));
  } catch (error) {
    open.fail(error);
    throw error;
  }
}
