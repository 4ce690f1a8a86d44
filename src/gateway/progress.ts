/** Whether requests are getting anywhere. */
export interface Progress {
  /** A request came in. The answer is to be called when it was answered, or its caller is gone. */
  begin(): () => void;
  /** Whether requests have been waiting for a minute in which none was answered. */
  isStuck(): boolean;
}

/** Far longer than a statement, or the wait for a lock or a connection, may last; in milliseconds. */
const patience = 60_000;

/**
 * Follows the requests of this process.
 *
 * @param elapsed milliseconds of a clock that never goes back
 */
export function createProgress(elapsed: () => number = () => performance.now()): Progress {
  let waiting = 0;
  /** When a request was answered last or, where none was waiting then, when the first one came. */
  let since = 0;
  return {
    begin() {
      if (waiting === 0) since = elapsed();
      waiting++;
      return () => {
        waiting--;
        since = elapsed();
      };
    },
    isStuck: () => waiting > 0 && elapsed() - since > patience,
  };
}
