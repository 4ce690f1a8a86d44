import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/db/generated/client.ts';
import type { Pool } from '../../src/db/pool.ts';

/** Prisma as the owner of the tables, to whom row-level security does not apply. No gateway has one. */
export function createOwnerPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
