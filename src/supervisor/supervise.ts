import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { configErrorExitCode } from '../config.ts';
import { watchChild } from './child-watch.ts';

/** One of our processes as the supervisor starts it. */
export interface ChildDefinition {
  readonly name: string;
  /** The entry file. */
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with every message that the process sends. */
  readonly onMessage?: (message: unknown) => void;
}

export interface Supervised {
  /** Settles with the exit code once a child could not run as it is set up; otherwise never. */
  readonly gaveUp: Promise<number>;
  /** Asks every child to stop, and waits until all have. One that takes longer than these seconds is killed. */
  stop(seconds: number): Promise<void>;
}

const firstDelay = 500;
const longestDelay = 30_000;
/** A child that ran this long was well: the next restart is quick again. */
const wellAfter = 60_000;

/**
 * Keeps processes running: one that ends is started again, after a pause that doubles from half a second to thirty. One
 * that is stuck is killed, and so started again. One that can't run as it is set up is not: that would not help.
 */
export function supervise(definitions: readonly ChildDefinition[], log: Logger): Supervised {
  const children = new Map<ChildProcess, Promise<End>>();
  let isStopping = false;
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<number>();

  async function keepRunning(definition: ChildDefinition): Promise<void> {
    let delay = firstDelay;
    while (!isStopping) {
      const startedAt = performance.now();
      const child = start(definition);
      watchChild(child, (reason) => {
        log.error({ child: definition.name, reason }, 'a process is stuck; killing it');
        child.kill('SIGKILL');
      });
      const ended = endOf(child);
      children.set(child, ended);
      const end = await ended;
      children.delete(child);
      if (isStopping) return;
      if (end.code === configErrorExitCode) return giveUp(configErrorExitCode);
      delay = performance.now() - startedAt > wellAfter ? firstDelay : delay;
      log.error({ child: definition.name, ...end, delay }, 'a process ended; starting it again');
      await sleep(delay);
      delay = Math.min(delay * 2, longestDelay);
    }
  }

  for (const definition of definitions) void keepRunning(definition);
  return {
    gaveUp,
    async stop(seconds) {
      isStopping = true;
      for (const child of children.keys()) child.kill('SIGTERM');
      const timeout = setTimeout(() => {
        for (const child of children.keys()) child.kill('SIGKILL');
      }, seconds * 1000);
      await Promise.all(children.values());
      clearTimeout(timeout);
    },
  };
}

function start({ file, environment, onMessage }: ChildDefinition): ChildProcess {
  const child = fork(file, { env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  if (onMessage !== undefined) child.on('message', onMessage);
  return child;
}

/** How a process came to its end: with a code, by a signal, or because it could not even begin. */
interface End {
  readonly code?: number | null;
  readonly signal?: NodeJS.Signals | null;
  readonly err?: Error;
}

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (err) => resolve({ err }));
  });
}
