import type { Logger } from 'pino';
import { StallDetector, type Work } from './stall-detector.ts';

/** Whether a process gets its work done. */
export interface Liveness {
  /** The names of the work that has stopped; empty for a process that is well. */
  stalled(): readonly string[];
  stop(): void;
}

/** Looks at the work of this process once a second. Logs when some of it stops, and when it goes on. */
export function watchLiveness(
  works: readonly Work[],
  log: Logger,
  onStall: (stalled: readonly string[]) => void = () => undefined,
): Liveness {
  const detector = new StallDetector(works);
  let wasStalled = false;
  const timer = setInterval(() => {
    detector.tick();
    const stalled = detector.stalled();
    const isStalled = stalled.length > 0;
    if (isStalled && !wasStalled) {
      log.error({ stalled }, 'this process is stuck');
      onStall(stalled);
    }
    if (!isStalled && wasStalled) log.warn('this process goes on');
    wasStalled = isStalled;
  }, 1_000);
  return { stalled: () => detector.stalled(), stop: () => clearInterval(timer) };
}
