import type { IncomingMessage } from 'node:http';
import { defaultLimitSeconds, type Work } from '../health/stall-detector.ts';

/** What became of a request, as far as it shows that requests are getting somewhere. */
type RequestEnd = 'ANSWERED' | 'TURNED_AWAY';

/** The requests that this process is answering. */
export interface Progress extends Work {
  /**
   * Counts a request that came in. The function that it returns is to be called once the request is over. A request
   * that was turned away because others take up all there is room for is no progress; every other answer is, whatever
   * its status.
   */
  begin(req: Pick<IncomingMessage, 'complete'>): (end: RequestEnd) => void;
}

/**
 * Follows the requests of this process. A request that is still being sent does not wait for us.
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
