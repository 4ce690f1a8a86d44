import { readRealMoment } from '../db/clock.ts';
import { inTransaction } from '../db/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { removeExpiredTokens } from './repository.ts';

/** How long a token is kept after its end: long enough to look at what just happened. */
const memory = { hours: 24 };

const batch = 1000;

/** Removes the tokens that expired more than a day ago, in small steps, and tells how many. */
export async function purgeAccessTokens(
  { pool, clock }: TerminalContext,
  isStopping: () => boolean = () => false,
): Promise<number> {
  for (let removed = 0; ; ) {
    const step = await inTransaction(pool, async (tx) => {
      const { now } = await readRealMoment(tx, clock);
      return removeExpiredTokens(tx, now.subtract(memory), batch);
    });
    removed += step;
    if (step < batch || isStopping()) return removed;
  }
}
