import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { QueryArrayConfig } from 'pg';
import { PrismaClient } from '../../src/db/generated/client.ts';
import type { Pool } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';

const current = new AsyncLocalStorage<readonly number[]>();

/** Runs a read of such a Prisma client with these organisations as its scope. Without a scope, no row is visible. */
export function readingAs<Value>(organisationIds: readonly number[], read: () => PromiseLike<Value>): Promise<Value> {
  // The read only starts when it is awaited.
  return current.run(organisationIds, async () => read());
}

/** The pool for Prisma. */
class PrismasPool extends ReadingPool {
  override query(statement: unknown): never;
  override async query(statement: QueryArrayConfig): Promise<unknown> {
    return this.readAs(current.getStore() ?? [], statement);
  }
}

/**
 * Returns a Prisma client in the role of the reader, on our own connections, without the reader of GraphQL. No gateway
 * has one.
 */
export function createReadingPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(new PrismasPool(pool), { disposeExternalPool: true }) });
}
