import type { Logger } from 'pino';
import type { ConnectionListener } from './connection-failure.ts';

/** The same change is not logged again within this time: connections may alternate between failure and success. */
const repeatAfterMs = 10_000;

/** Logs why the database can't be used: once for each reason, not for each request. */
export interface ConnectionLog extends ConnectionListener {
  /** A connection that was in use or idle broke. */
  broke(error: Error): void;
}

/**
 * Follows all connections of a process.
 *
 * @param elapsed milliseconds of a clock that never goes back
 */
export function createConnectionLog(log: Logger, elapsed: () => number = () => performance.now()): ConnectionLog {
  const loggedAt = new Map<string, number>();
  /** Why the last attempt to connect failed; undefined where it succeeded. */
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
      logChange(reason, () => log.error({ host, port, database, reason }, 'the database can not be used'));
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
