import { readRealMoment } from '../db/transactions/clock.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import {
  findDeadPools,
  forgetFailedJobs,
  forgetHeartbeats,
  hasReadyJob,
  pullBackSchedule,
  pullForwardScheduledJobs,
  recordHeartbeat,
  unlockJobsOf,
} from './repository.ts';

/** The interval between the heartbeats of a worker, in milliseconds. */
export const heartbeatInterval = 5_000;

/**
 * The time without a heartbeat after which other workers take over the jobs of a worker. The queue's own limit is four
 * hours.
 */
const silence = { seconds: 20 };

/** The time for which a permanently failed job is kept for inspection. Two jobs that fail every minute leave 2,880 rows a day. */
const memory = { hours: 24 };

/** The time by which the clock of a worker may be ahead of the clock of the database. */
const clockTolerance = { minutes: 1 };

/** The time for which a job may be ready before it is overdue. A worker with free capacity takes it within two seconds. */
const pickUpTime = { seconds: 5 };

/** The findings of a heartbeat. */
export interface Heartbeat {
  /** The ids of the worker pools without heartbeats. Their jobs were unlocked. */
  readonly deadPools: readonly string[];
  /** The jobs whose schedule was ahead of the database's clock and was corrected. */
  readonly schedulesAhead: readonly string[];
  /** Whether a job of this pool has been ready for more than five seconds. */
  readonly hasOverdueJob: boolean;
}

/**
 * Records that a worker pool is alive, unlocks the jobs of pools without heartbeats, and corrects the schedule. If a
 * pool was only slow, a job may run twice, so every job must be idempotent.
 *
 * The schedule uses the clocks of the workers. A worker whose clock was ahead has recorded runs in the future, and the
 * queue would skip the runs of all workers until that time.
 *
 * @param jobNames the jobs that this pool can run
 */
export async function sendHeartbeat(
  { pool, clock }: TerminalContext,
  poolId: string,
  jobNames: readonly string[],
): Promise<Heartbeat> {
  return inTransaction(pool, async (tx) => {
    const { now, recordedAt } = await readRealMoment(tx, clock);
    await recordHeartbeat(tx, poolId, recordedAt);
    const since = recordedAt.subtract(silence);
    const deadPools = await findDeadPools(tx, since);
    if (deadPools.length > 0) await unlockJobsOf(tx, deadPools);
    await forgetHeartbeats(tx, since.subtract({ hours: 1 }));
    await forgetFailedJobs(tx, recordedAt.subtract(memory));
    const schedulesAhead = await pullBackSchedule(tx, now, now.add(clockTolerance));
    await pullForwardScheduledJobs(tx, now, now.add(clockTolerance));
    const hasOverdueJob = await hasReadyJob(tx, jobNames, recordedAt.subtract(pickUpTime));
    return { deadPools, schedulesAhead, hasOverdueJob };
  });
}
