import type { PrismaClient } from '../../../src/db/generated/client.ts';

export interface Context {
  readonly prisma: PrismaClient;
}
