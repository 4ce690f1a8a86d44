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

/** How often a worker shows that it is alive, in milliseconds. */
export const heartbeatInterval = 5_000;

/** How long a worker may be silent before others take over its jobs. The queue by itself would wait four hours. */
const silence = { seconds: 20 };

/** How long a job that failed for good is kept to be looked at. Failing every minute, two jobs leave 2,880 a day. */
const memory = { hours: 24 };

/** How far the clock of a worker may be ahead of the database's clock. */
const clockTolerance = { minutes: 1 };

/** How long a job may be ready before it counts as overdue. A worker that has room for it takes it within two seconds. */
const pickUpTime = { seconds: 5 };

/** What a heartbeat found. */
export interface Heartbeat {
  /** The ids of the pools of workers that fell silent, whose jobs were set free. */
  readonly deadPools: readonly string[];
  /** The jobs whose schedule was ahead of the database's clock and was put right. */
  readonly schedulesAhead: readonly string[];
  /** Whether a job that this worker can do has been ready for more than five seconds. */
  readonly hasOverdueJob: boolean;
}

/**
 * Shows that a pool of workers is alive, sets free what silent ones had locked, and puts the schedule right. A pool that
 * was only slow may see a job done twice: every job must bear that.
 *
 * The schedule goes by the clocks of the workers: one whose clock was ahead has recorded runs in the future, and until
 * that time comes the queue would skip the runs of all workers.
 *
 * @param jobNames the jobs that this pool can do
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
