import { readRealMoment } from '../db/transactions/clock.ts';
import { type PurgeContext, purgeInChunks } from '../db/transactions/purge-in-chunks.ts';
import { removeExpiredTokens } from './repository.ts';

/** How long a token is kept after its end: long enough to look at what just happened. */
const memory = { hours: 24 };

/** Removes the tokens that expired more than a day ago, and tells how many there were. */
export async function purgeAccessTokens(ctx: PurgeContext): Promise<number> {
  return purgeInChunks(ctx, async (tx, limit) => {
    const { now } = await readRealMoment(tx, ctx.clock);
    return removeExpiredTokens(tx, now.subtract(memory), limit);
  });
}
