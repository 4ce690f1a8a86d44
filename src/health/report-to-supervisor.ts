/** The report of a process to its supervisor, once a second: its event loop runs, and whether it makes progress. */
export interface LivenessReport {
  readonly isLive: boolean;
}

export function isLivenessReport(message: unknown): message is LivenessReport {
  return typeof message === 'object' && message !== null && 'isLive' in message;
}

/** The interval of the reports in milliseconds. */
const intervalMs = 1_000;

/** Reports to the parent process, if that is our supervisor. */
export function reportToSupervisor(isLive: () => boolean): void {
  if (process.send === undefined) return;
  const report = () => {
    if (process.connected) process.send?.({ isLive: isLive() } satisfies LivenessReport);
  };
  report();
  setInterval(report, intervalMs).unref();
}
