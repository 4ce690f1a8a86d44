import type { WorkerEvents } from 'graphile-worker';
import type { PoolActivity } from '../src/db/pool-activity.ts';
import { defaultLimitSeconds, type Work } from '../src/health/stall-detector.ts';
import type { Heartbeats } from './heartbeats.ts';

/**
 * In seconds. A ready job counts as overdue after five seconds, and the next heartbeat detects it. Together this makes
 * at most 25 seconds.
 */
const pickUpLimitSeconds = 15;

/** In seconds. The schedule runs every minute, and retries within a minute after an error. */
const scheduleLimitSeconds = 150;

/**
 * Returns the work that a queue must make progress with: taking ready jobs while it has capacity, running them, and
 * scheduling jobs every minute. If the clock is set back, the schedule waits until it has caught up.
 *
 * @param concurrency the number of jobs that run at once
 * @param activity that of the pool of the jobs
 */
export function queueProgress(
  events: WorkerEvents,
  concurrency: number,
  activity: PoolActivity,
  heartbeats: Heartbeats,
): Work[] {
  let [started, completed, scheduled] = [0, 0, 0];
  const running = () => started - completed;
  events.on('job:start', () => started++);
  events.on('job:complete', () => completed++);
  for (const event of ['cron:starting', 'cron:started', 'cron:scheduled'] as const) events.on(event, () => scheduled++);
  return [
    {
      name: 'taking jobs',
      limitSeconds: pickUpLimitSeconds,
      sample: () => {
        const isWaiting = running() < concurrency && heartbeats.last?.hasOverdueJob === true;
        return { isWaiting, done: started, isUnderWay: false };
      },
    },
    {
      name: 'jobs',
      limitSeconds: defaultLimitSeconds,
      sample: () => ({
        isWaiting: running() >= concurrency,
        done: completed + activity.released,
        isUnderWay: activity.isWorking(),
      }),
    },
    {
      name: 'schedule',
      limitSeconds: scheduleLimitSeconds,
      sample: () => ({ isWaiting: true, done: scheduled, isUnderWay: false }),
    },
  ];
}
