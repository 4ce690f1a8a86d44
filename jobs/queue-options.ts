import type { RunnerOptions } from 'graphile-worker';

/**
 * How a worker's queue is set. Fetching jobs ahead (`localQueue`) and completing them in batches drains many small jobs
 * many times faster, but leaves more of them locked, or to be done again, when a worker dies. Ours are few: a sweep is
 * one job, however much is due.
 */
export const queueOptions = { concurrency: 2, noHandleSignals: true } as const satisfies RunnerOptions;

/**
 * How many connections the queue has, besides those of the jobs: one for each job that it fetches or completes, three to
 * listen, to schedule and to unlock, and one each for heartbeats and for sealing events.
 */
export const queueConnections = queueOptions.concurrency + 5;
