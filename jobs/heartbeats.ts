import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../src/db/errors.ts';
import type { PoolActivity } from '../src/db/pool-activity.ts';
import { defaultLimitSeconds, type Work } from '../src/health/stall-detector.ts';
import { type Heartbeat, heartbeatInterval, sendHeartbeat } from '../src/queue/send-heartbeat.ts';
import type { JobContext } from './kit.ts';

/** The heartbeats of a worker. They are stalled if none succeeds although the database is reachable. */
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

  /** Sends the first heartbeat, and then one every five seconds. Resolves after the first one. */
  async start(poolId: string, jobNames: readonly string[]): Promise<void> {
    this.#hasStarted = true;
    await this.#beat(poolId, jobNames);
    this.#ended = this.#beatUntilStopped(poolId, jobNames);
  }

  /** The findings of the last heartbeat. Undefined if it failed. */
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

  /** Waits for the running heartbeat, and sends no further ones. */
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
      if (deadPools.length > 0) log.warn({ deadPools }, 'unlocked the jobs of workers without heartbeats');
      if (schedulesAhead.length > 0) {
        log.warn(
          { schedulesAhead },
          "the schedule was ahead of the database's clock and was corrected: check the clocks of all workers",
        );
      }
    } catch (err) {
      this.#last = undefined;
      log.warn({ err }, 'could not send a heartbeat');
      // An unreachable database is not a fault of this worker, and a restart would not help.
      if (err instanceof UnavailableError) this.#done++;
    }
    this.#isUnderWay = false;
  }
}
