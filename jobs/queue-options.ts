import type { RunnerOptions } from 'graphile-worker';

/**
 * The options of the queue. Prefetching (`localQueue`) and batched completion are much faster for many small jobs, but
 * leave more jobs locked or repeated when a worker dies. There are few jobs here: a sweep is one job, whatever its
 * number of rows.
 */
export const queueOptions = { concurrency: 2, noHandleSignals: true } as const satisfies RunnerOptions;

/**
 * The number of connections of the queue, without those of the jobs: one per concurrent job to fetch and complete,
 * three to listen, schedule and unlock, and one each for heartbeats and sealing.
 */
export const queueConnections = queueOptions.concurrency + 5;
