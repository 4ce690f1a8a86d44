/** What a process tells its supervisor once a second: that its event loop runs, and whether it gets its work done. */
export interface LivenessReport {
  readonly isLive: boolean;
}

export function isLivenessReport(message: unknown): message is LivenessReport {
  return typeof message === 'object' && message !== null && 'isLive' in message;
}

/** How often a process reports, in milliseconds. */
const intervalMs = 1_000;

/** Reports to the process that started this one, if that is our supervisor. */
export function reportToSupervisor(isLive: () => boolean): void {
  if (process.send === undefined) return;
  const report = () => {
    if (process.connected) process.send?.({ isLive: isLive() } satisfies LivenessReport);
  };
  report();
  setInterval(report, intervalMs).unref();
}
