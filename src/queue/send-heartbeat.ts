import { readRealMoment } from '../db/transactions/clock.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findDeadPools, forgetFailedJobs, forgetHeartbeats, recordHeartbeat, unlockJobsOf } from './repository.ts';

/** How often a worker shows that it is alive, in milliseconds. */
export const heartbeatInterval = 5_000;

/** How long a worker may be silent before others take over its jobs. The queue by itself would wait four hours. */
const silence = { seconds: 20 };

/** How long a job that failed for good is kept to be looked at. Failing every minute, two jobs leave 2,880 a day. */
const memory = { hours: 24 };

/**
 * Shows that a pool of workers is alive and sets free what silent ones had locked. Answers their ids. A pool that was
 * only slow may see a job done twice: every job must bear that.
 */
export async function beatHeart({ pool, clock }: TerminalContext, poolId: string): Promise<string[]> {
  return inTransaction(pool, async (tx) => {
    const { recordedAt } = await readRealMoment(tx, clock);
    await recordHeartbeat(tx, poolId, recordedAt);
    const since = recordedAt.subtract(silence);
    const deadPools = await findDeadPools(tx, since);
    if (deadPools.length > 0) await unlockJobsOf(tx, deadPools);
    await forgetHeartbeats(tx, since.subtract({ hours: 1 }));
    await forgetFailedJobs(tx, recordedAt.subtract(memory));
    return deadPools;
  });
}
