import { readRealMoment } from '../db/transactions/clock.ts';
import { type PurgeContext, purgeInChunks } from '../db/transactions/purge-in-chunks.ts';
import { removeExpiredTokens } from './repository.ts';

/** The time for which expired tokens are kept, for inspection. */
const memory = { hours: 24 };

/** Removes the tokens that expired more than a day ago, and returns their number. */
export async function purgeAccessTokens(ctx: PurgeContext): Promise<number> {
  return purgeInChunks(ctx, async (tx, limit) => {
    const { now } = await readRealMoment(tx, ctx.clock);
    return removeExpiredTokens(tx, now.subtract(memory), limit);
  });
}
