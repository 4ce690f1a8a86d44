// Loaded into a process (`node --require`), so that a test can make it hang with a signal.
const { writeSync } = require('node:fs');
const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isMainThread } = require('node:worker_threads');
const Pool = require('pg-pool');

const standardError = 2;

if (isMainThread) {
  // From now on no connection is available, without any error.
  process.on('SIGUSR2', () => {
    Pool.prototype.connect = () => new Promise(() => undefined);
    writeSync(standardError, 'connections wedged\n');
  });

  // From now on the event loop is blocked, without load on the machine.
  process.on('SIGWINCH', () => {
    writeSync(standardError, 'event loop wedged\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0);
  });

  // The pool of the queue gives up, which the queue treats as a clean end.
  process.on('SIGURG', async () => {
    const file = resolve(__dirname, '../../node_modules/graphile-worker/dist/main.js');
    const { _allWorkerPools: pools } = await import(pathToFileURL(file).href);
    writeSync(standardError, `${pools.length} queue ended\n`);
    for (const pool of pools) await pool.gracefulShutdown('the pool gave up');
  });
}
