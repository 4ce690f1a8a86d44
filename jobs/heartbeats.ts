import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../src/db/errors.ts';
import type { PoolActivity } from '../src/db/pool-activity.ts';
import { defaultLimitSeconds, type Work } from '../src/health/stall-detector.ts';
import { type Heartbeat, heartbeatInterval, sendHeartbeat } from '../src/queue/send-heartbeat.ts';
import type { JobContext } from './kit.ts';

/** The heartbeats of a worker. They have stopped when none comes through although the database could be reached. */
export class Heartbeats implements Work {
  readonly name = 'heartbeats';
  readonly limitSeconds = defaultLimitSeconds;
  readonly #ctx: JobContext;
  readonly #activity: PoolActivity;
  readonly #stopping = new AbortController();
  #last: Heartbeat | undefined;
  #done = 0;
  #hasStarted = false;
  #isUnderWay = false;
  #ended: Promise<void> | undefined;

  /** `activity` is that of the pool of `ctx`. */
  constructor(ctx: JobContext, activity: PoolActivity) {
    this.#ctx = ctx;
    this.#activity = activity;
  }

  /** Sends the first heartbeat, and then one every five seconds. Returns when the first one is done. */
  async start(poolId: string, jobNames: readonly string[]): Promise<void> {
    this.#hasStarted = true;
    await this.#beat(poolId, jobNames);
    this.#ended = this.#beatUntilStopped(poolId, jobNames);
  }

  /** What the last heartbeat found; undefined if it did not come through. */
  get last(): Heartbeat | undefined {
    return this.#last;
  }

  sample() {
    return {
      isWaiting: this.#hasStarted,
      done: this.#done,
      isUnderWay: this.#isUnderWay && this.#activity.isWorking(),
    };
  }

  /** Lets the heartbeat under way finish. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #beatUntilStopped(poolId: string, jobNames: readonly string[]): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      await sleep(heartbeatInterval, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.#beat(poolId, jobNames);
    }
  }

  async #beat(poolId: string, jobNames: readonly string[]): Promise<void> {
    const { log } = this.#ctx;
    this.#isUnderWay = true;
    try {
      this.#last = await sendHeartbeat(this.#ctx, poolId, jobNames);
      this.#done++;
      const { deadPools, schedulesAhead } = this.#last;
      if (deadPools.length > 0) log.warn({ deadPools }, 'took over the jobs of workers that are gone');
      if (schedulesAhead.length > 0) {
        log.warn(
          { schedulesAhead },
          "the schedule was ahead of the database's clock and was put right: check the clocks of all workers",
        );
      }
    } catch (err) {
      this.#last = undefined;
      log.warn({ err }, 'could not show that this worker is alive');
      // Without a database nobody can: that is no fault of this worker, and starting it again would not help.
      if (err instanceof UnavailableError) this.#done++;
    }
    this.#isUnderWay = false;
  }
}
