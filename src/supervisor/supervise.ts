import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { configErrorExitCode } from '../config.ts';

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
  /** Asks every child to stop, and waits until all have. */
  stop(): Promise<void>;
}

const firstDelay = 500;
const longestDelay = 30_000;
/** A child that ran this long was well: the next restart is quick again. */
const wellAfter = 60_000;

/**
 * Keeps processes running: one that ends is started again, after a pause that doubles from half a second to thirty. One
 * that can't run as it is set up is not: that would not help.
 */
export function supervise(definitions: readonly ChildDefinition[], log: Logger): Supervised {
  const children = new Map<string, ChildProcess>();
  let isStopping = false;
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<number>();

  async function keepRunning(definition: ChildDefinition): Promise<void> {
    let delay = firstDelay;
    while (!isStopping) {
      const startedAt = performance.now();
      const child = start(definition);
      children.set(definition.name, child);
      const [code, signal] = await once(child, 'exit');
      children.delete(definition.name);
      if (isStopping) return;
      if (code === configErrorExitCode) return giveUp(code);
      delay = performance.now() - startedAt > wellAfter ? firstDelay : delay;
      log.error({ child: definition.name, code, signal, delay }, 'a process ended; starting it again');
      await pause(delay);
      delay = Math.min(delay * 2, longestDelay);
    }
  }

  for (const definition of definitions) void keepRunning(definition);
  return {
    gaveUp,
    async stop() {
      isStopping = true;
      const exits = [...children.values()].map((child) => {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        return exited;
      });
      await Promise.all(exits);
    },
  };
}

function start({ file, environment, onMessage }: ChildDefinition): ChildProcess {
  const child = fork(file, { env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  if (onMessage !== undefined) child.on('message', onMessage);
  return child;
}

/** A pause that does not keep a stopping supervisor alive. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}
