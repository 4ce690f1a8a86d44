import { type PurgeContext, purgeInChunks } from '../db/transactions/purge-in-chunks.ts';
import { deleteExpiredAnswers } from './repository.ts';

/** Removes the answers whose time is over, and tells how many there were. From then on their keys are new again. */
export async function purgeIdempotencyRecords(ctx: PurgeContext): Promise<number> {
  return purgeInChunks(ctx, (tx, limit) => deleteExpiredAnswers(tx, ctx.clock, limit));
}
