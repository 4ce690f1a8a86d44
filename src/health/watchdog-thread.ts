import { workerData } from 'node:worker_threads';
import { createLog } from '../log.ts';
import type { Watched } from './watchdog.ts';

/** How often it is looked whether the event loop has run, in milliseconds. */
const intervalMs = 1_000;

/** For how many looks in a row it may stand still. While the whole process is suspended, nobody looks. */
const maxStillLooks = 20;

const { beats } = workerData as Watched;
let [seen, stillLooks] = [-1, 0];

setInterval(() => {
  const count = Atomics.load(beats, 0);
  stillLooks = count === seen ? stillLooks + 1 : 0;
  seen = count;
  if (stillLooks < maxStillLooks) return;
  createLog('fatal', 'watchdog').fatal({ pid: process.pid }, 'the event loop of this process is blocked; ending it');
  process.kill(process.pid, 'SIGKILL');
}, intervalMs);
