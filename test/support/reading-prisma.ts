import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { QueryArrayConfig } from 'pg';
import { PrismaClient } from '../../src/db/generated/client.ts';
import type { Pool } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';

const current = new AsyncLocalStorage<readonly number[]>();

/** Runs a read of such a Prisma as somebody who may see these organisations. Without it no row is seen. */
export function readingAs<Value>(organisationIds: readonly number[], read: () => PromiseLike<Value>): Promise<Value> {
  // Such a read only begins when somebody waits for it.
  return current.run(organisationIds, async () => read());
}

/** What Prisma takes for its pool. */
class PrismasPool extends ReadingPool {
  override query(statement: unknown): never;
  override async query(statement: QueryArrayConfig): Promise<unknown> {
    return this.readAs(current.getStore() ?? [], statement);
  }
}

/** Prisma in the role of a reader, on our own connections, with nothing of the reader of GraphQL. No gateway has one. */
export function createReadingPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(new PrismasPool(pool), { disposeExternalPool: true }) });
}
