import type { RunnerOptions } from 'graphile-worker';

/**
 * How a worker's queue is set. Fetching jobs ahead (`localQueue`) and completing them in batches drains many small jobs
 * many times faster, but leaves more of them locked, or to be done again, when a worker dies. Ours are few: a sweep is
 * one job, however much is due.
 */
export const queueOptions = { concurrency: 2, noHandleSignals: true } as const satisfies RunnerOptions;
