import { workerData } from 'node:worker_threads';
import { createLog } from '../log.ts';
import type { Watched } from './watchdog.ts';

/** The interval of the checks in milliseconds. */
const intervalMs = 1_000;

/**
 * The number of consecutive checks in which the event loop may stand still. While the whole process is suspended, no
 * check runs.
 */
const maxUnchangedChecks = 20;

const { beats } = workerData as Watched;
let [seen, unchangedChecks] = [-1, 0];

setInterval(() => {
  const count = Atomics.load(beats, 0);
  unchangedChecks = count === seen ? unchangedChecks + 1 : 0;
  seen = count;
  if (unchangedChecks < maxUnchangedChecks) return;
  createLog('fatal', 'watchdog').fatal({ pid: process.pid }, 'the event loop of this process is blocked; ending it');
  process.kill(process.pid, 'SIGKILL');
}, intervalMs);
