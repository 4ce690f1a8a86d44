import type { Logger } from 'pino';
import { StallDetector, type Work } from './stall-detector.ts';

/** The progress of a process. */
export interface Liveness {
  /** The names of stalled work. Empty for a healthy process. */
  stalled(): readonly string[];
  stop(): void;
}

/** Checks the work of this process once a second. Logs when it stalls, and when it recovers. */
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
    if (!isStalled && wasStalled) log.warn('this process makes progress again');
    wasStalled = isStalled;
  }, 1_000);
  return { stalled: () => detector.stalled(), stop: () => clearInterval(timer) };
}
