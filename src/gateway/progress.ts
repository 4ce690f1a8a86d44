import type { IncomingMessage } from 'node:http';
import { defaultLimitSeconds, type Work } from '../health/stall-detector.ts';

/** The outcome of a request, for the progress of the process. */
type RequestEnd = 'ANSWERED' | 'OVERLOADED';

/** The requests that this process is answering. */
export interface Progress extends Work {
  /**
   * Counts a new request. Call the returned function when the request ends. A request that was refused because the
   * capacity was exhausted is not progress; any other response is, whatever its status.
   */
  begin(req: Pick<IncomingMessage, 'complete'>): (end: RequestEnd) => void;
}

/**
 * Observes the requests of this process. A request that is still being received does not count as waiting.
 *
 * @param isDatabaseWorking whether the database is executing a statement for this process
 */
export function createProgress(isDatabaseWorking: () => boolean = () => false): Progress {
  const waiting = new Set<Pick<IncomingMessage, 'complete'>>();
  let answered = 0;
  return {
    name: 'requests',
    limitSeconds: defaultLimitSeconds,
    begin(req) {
      waiting.add(req);
      return (end) => {
        waiting.delete(req);
        if (end === 'ANSWERED') answered++;
      };
    },
    sample: () => ({
      isWaiting: [...waiting].some(({ complete }) => complete),
      done: answered,
      isUnderWay: isDatabaseWorking(),
    }),
  };
}
