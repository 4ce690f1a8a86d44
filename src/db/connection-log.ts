import type { Logger } from 'pino';
import type { ConnectionListener } from './connection-failure.ts';

/**
 * The same change is not logged again within this time in milliseconds, because connections may alternate between
 * failure and success.
 */
const repeatAfterMs = 10_000;

/** Logs why the database is unreachable: once per reason, not once per request. */
export interface ConnectionLog extends ConnectionListener {
  /** A connection broke while it was in use or idle. */
  broke(error: Error): void;
}

/**
 * Creates the log for all connections of a process.
 *
 * @param elapsed returns the milliseconds of a monotonic clock
 */
export function createConnectionLog(log: Logger, elapsed: () => number = () => performance.now()): ConnectionLog {
  const loggedAt = new Map<string, number>();
  /** The reason of the last failed attempt. Undefined after a success. */
  let currentReason: string | undefined;

  function logChange(change: string, write: () => void): void {
    const present = elapsed();
    if (present - (loggedAt.get(change) ?? Number.NEGATIVE_INFINITY) < repeatAfterMs) return;
    loggedAt.set(change, present);
    write();
  }

  return {
    failed({ host, port, database, reason }) {
      if (reason === currentReason) return;
      currentReason = reason;
      logChange(reason, () => log.error({ host, port, database, reason }, 'the database cannot be used'));
    },
    succeeded() {
      if (currentReason === undefined) return;
      currentReason = undefined;
      logChange('usable', () => log.info('the database can be used again'));
    },
    broke(err) {
      logChange(err.message, () => log.warn({ err }, 'a connection to the database broke'));
    },
  };
}
