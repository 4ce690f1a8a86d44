/** The state of one kind of work at one time. */
export interface WorkSample {
  /** Whether something is waiting. */
  readonly isWaiting: boolean;
  /** The number of completed items since the start of the process. */
  readonly done: number;
  /** Whether the database is executing a statement for it. The statement timeout limits how long that can last. */
  readonly isUnderWay: boolean;
}

/** A kind of work in which a process must make progress. */
export interface Work {
  /** Its name in `/live` and in the log. */
  readonly name: string;
  /** The number of consecutive seconds that it may wait without progress. */
  readonly limitSeconds: number;
  sample(): WorkSample;
}

/** Far longer than a healthy process waits, and short enough for a report within 30 seconds. */
export const defaultLimitSeconds = 20;

/** The observations of one kind of work. */
interface Observed {
  readonly work: Work;
  done: number;
  seconds: number;
}

/**
 * Detects stalled work: for a number of consecutive seconds something was waiting, nothing was completed, and the
 * database was not executing a statement for it. Only seconds in which `tick` was called count, so that suspending the
 * process or its machine does no harm.
 */
export class StallDetector {
  readonly #observed: readonly Observed[];

  constructor(works: readonly Work[]) {
    this.#observed = works.map((work) => ({ work, done: 0, seconds: 0 }));
  }

  /** Checks all work. Call it once a second. */
  tick(): void {
    for (const observed of this.#observed) {
      const { isWaiting, done, isUnderWay } = observed.work.sample();
      const isStill = isWaiting && !isUnderWay && done === observed.done;
      observed.seconds = isStill ? observed.seconds + 1 : 0;
      observed.done = done;
    }
  }

  /** Returns the names of stalled work. */
  stalled(): string[] {
    return this.#observed.filter(({ work, seconds }) => seconds >= work.limitSeconds).map(({ work }) => work.name);
  }
}
