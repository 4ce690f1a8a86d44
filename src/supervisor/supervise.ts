import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { configErrorExitCode } from '../config.ts';
import { watchChild } from './child-watch.ts';

/** The definition of a child process. */
export interface ChildDefinition {
  readonly name: string;
  /** The entry file. */
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with every message of the process. */
  readonly onMessage?: (message: unknown) => void;
}

export interface Supervised {
  /** Resolves with the exit code if a child has invalid settings. Otherwise it never settles. */
  readonly gaveUp: Promise<number>;
  /** Asks all children to stop, and waits for them. A child that takes longer than this many seconds is killed. */
  stop(seconds: number): Promise<void>;
}

const firstDelay = 500;
const longestDelay = 30_000;
/** After running for this many milliseconds, a child counts as healthy, and its next restart is quick. */
const wellAfter = 60_000;

/**
 * Keeps processes running. A process that ends is restarted, after a pause that doubles from half a second to thirty
 * seconds. A stalled process is killed and restarted. A process with invalid settings is not restarted.
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
      log.error({ child: definition.name, ...end, delay }, 'a process ended; restarting it');
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

/** The way in which a process ended: with a code, by a signal, or with an error at its start. */
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
