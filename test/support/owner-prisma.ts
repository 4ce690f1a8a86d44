import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/db/generated/client.ts';
import type { Pool } from '../../src/db/pool.ts';

/**
 * Returns a Prisma client for the owner of the tables, to which row-level security does not apply. No gateway has one.
 */
export function createOwnerPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
