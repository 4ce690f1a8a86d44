import type { WorkerEvents } from 'graphile-worker';
import type { PoolActivity } from '../src/db/pool-activity.ts';
import { defaultLimitSeconds, type Work } from '../src/health/stall-detector.ts';
import type { Heartbeats } from './heartbeats.ts';

/** A ready job counts after five seconds, and the next heartbeat tells of it: this makes 25 seconds at the most. */
const pickUpLimitSeconds = 15;

/** The schedule has something to do every minute. After an error the queue tries again within a minute. */
const scheduleLimitSeconds = 150;

/**
 * What a queue has to get on with: to take jobs that are ready while it has room, to carry out those that it took, and
 * to schedule jobs every minute. A clock that was set back makes the schedule wait until it has caught up.
 *
 * @param concurrency how many jobs the queue carries out at once
 * @param activity that of the pool on which jobs work, and nothing else
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
