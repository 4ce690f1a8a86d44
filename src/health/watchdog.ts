import { Worker } from 'node:worker_threads';

/** How often the event loop shows that it runs, in milliseconds. */
const intervalMs = 1_000;

/** What the thread of the watchdog is given. */
export interface Watched {
  /** A number that grows while the event loop of the main thread runs. */
  readonly beats: Int32Array;
}

/**
 * Ends this process when its event loop has been blocked for twenty seconds. A thread of its own sees to that, as
 * nothing that the event loop runs could. Nobody asks such a process whether it is well, so it has to end by itself; it
 * ends by SIGKILL.
 */
export function startWatchdog(): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  setInterval(() => Atomics.add(beats, 0, 1), intervalMs).unref();
  const thread = new Worker(new URL('watchdog-thread.ts', import.meta.url), {
    workerData: { beats } satisfies Watched,
    // The options of the main thread name files to load first.
    execArgv: [],
  });
  thread.unref();
}
