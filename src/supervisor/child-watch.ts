import type { ChildProcess } from 'node:child_process';
import { isLivenessReport } from '../health/report-to-supervisor.ts';

/** After how many seconds without a report a process is taken for one whose event loop is blocked. */
const silenceSeconds = 20;

/** How long a process may take until its first report, in seconds: until its modules are loaded, on a busy machine. */
const startSeconds = 60;

/**
 * Calls `onStuck` with the reason when a process says that it gets nothing done, or says nothing. The seconds are those
 * in which this process ran itself: while it is suspended, nobody is silent.
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
