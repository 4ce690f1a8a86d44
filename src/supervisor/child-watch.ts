import type { ChildProcess } from 'node:child_process';
import { isLivenessReport } from '../health/report-to-supervisor.ts';

/** The number of seconds without a report after which a process counts as blocked. */
const silenceSeconds = 20;

/** The number of seconds until the first report, which includes loading modules on a busy machine. */
const startSeconds = 60;

/**
 * Calls `onStuck` with the reason if a process reports no progress, or does not report. Only seconds in which this
 * process was running count, so that suspending the machine does no harm.
 */
export function watchChild(child: ChildProcess, onStuck: (reason: string) => void): void {
  let silentSeconds = 0;
  let limit = startSeconds;
  const end = (reason: string) => {
    clearInterval(timer);
    onStuck(reason);
  };
  const timer = setInterval(() => {
    silentSeconds++;
    if (silentSeconds >= limit) end(`it has not reported for ${limit} seconds`);
  }, 1_000);
  child.on('message', (message) => {
    if (!isLivenessReport(message)) return;
    silentSeconds = 0;
    limit = silenceSeconds;
    if (!message.isLive) end('it reports that it is stuck');
  });
  child.once('exit', () => clearInterval(timer));
  child.once('error', () => clearInterval(timer));
}
