import { type PurgeContext, purgeInChunks } from '../db/transactions/purge-in-chunks.ts';
import { deleteExpiredAnswers } from './repository.ts';

/** Removes expired responses, and returns their number. Their keys can then be used for new requests. */
export async function purgeIdempotencyRecords(ctx: PurgeContext): Promise<number> {
  return purgeInChunks(ctx, (tx, limit) => deleteExpiredAnswers(tx, ctx.clock, limit));
}
