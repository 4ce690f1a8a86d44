import { progress } from '@clack/prompts';
import type { Progress } from '../audit/verify-every-audit-trail.ts';

/** Shows a progress bar on standard error, if it is a terminal. */
export function showProgress(message: string): Progress & { end(): void } {
  let bar: ReturnType<typeof progress> | undefined;
  return {
    begin(events) {
      if (!process.stderr.isTTY) return;
      bar = progress({ max: Math.max(events, 1), output: process.stderr });
      bar.start(message);
    },
    advance: (events) => bar?.advance(events),
    end: () => bar?.stop(message),
  };
}
