/** The state of one kind of work of a process at one moment. */
export interface WorkSample {
  /** Whether something waits to be done. */
  readonly isWaiting: boolean;
  /** How many things have been done since the process started. */
  readonly done: number;
  /** Whether the database is executing a statement for it. The statement timeout limits how long that can last. */
  readonly isUnderWay: boolean;
}

/** One kind of work that a process must get on with. */
export interface Work {
  /** What `/live` and the log call it. */
  readonly name: string;
  /** For how many seconds in a row it may wait without any progress. */
  readonly limitSeconds: number;
  sample(): WorkSample;
}

/** Far longer than a healthy process waits without any progress, and short enough to be reported within 30 seconds. */
export const defaultLimitSeconds = 20;

/** What was seen of one kind of work. */
interface Observed {
  readonly work: Work;
  done: number;
  seconds: number;
}

/**
 * Finds work that has stopped: for a number of seconds in a row, something waited, nothing was done, and the database
 * was not executing anything for it. The seconds are those in which `tick` was called, so that a process that was
 * suspended, or whose machine was asleep, is not taken for one that has stopped.
 */
export class StallDetector {
  readonly #observed: readonly Observed[];

  constructor(works: readonly Work[]) {
    this.#observed = works.map((work) => ({ work, done: 0, seconds: 0 }));
  }

  /** Looks at all work. To be called once a second. */
  tick(): void {
    for (const observed of this.#observed) {
      const { isWaiting, done, isUnderWay } = observed.work.sample();
      const isStill = isWaiting && !isUnderWay && done === observed.done;
      observed.seconds = isStill ? observed.seconds + 1 : 0;
      observed.done = done;
    }
  }

  /** The names of the work that has stopped. */
  stalled(): string[] {
    return this.#observed.filter(({ work, seconds }) => seconds >= work.limitSeconds).map(({ work }) => work.name);
  }
}
