import { Worker } from 'node:worker_threads';

/** The interval in milliseconds at which the event loop increments its counter. */
const intervalMs = 1_000;

/** The data of the watchdog thread. */
export interface Watched {
  /** A counter that increases while the event loop of the main thread runs. */
  readonly beats: Int32Array;
}

/**
 * Kills this process with SIGKILL if its event loop has been blocked for twenty seconds. A separate thread does this,
 * because nothing on a blocked event loop can. It is for processes without external health checks.
 */
export function startWatchdog(): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  setInterval(() => Atomics.add(beats, 0, 1), intervalMs).unref();
  const thread = new Worker(new URL('watchdog-thread.ts', import.meta.url), {
    workerData: { beats } satisfies Watched,
    // The options of the main thread contain files to preload.
    execArgv: [],
  });
  thread.unref();
}
