import { setTimeout as sleep } from 'node:timers/promises';
import type { End, Program } from './processes.ts';

/** A process that is started again as soon as it ends, as a process manager of an operator does it. */
export class KeptProcess {
  readonly #start: () => Program;
  /** How the process ended each time although it was not asked to. */
  readonly ends: End[] = [];
  #program: Program;
  #isStopping = false;
  readonly #kept: Promise<void>;

  constructor(start: () => Program) {
    this.#start = start;
    this.#program = start();
    this.#kept = this.#keep();
  }

  async #keep(): Promise<void> {
    for (;;) {
      const end = await this.#program.ended;
      if (this.#isStopping) return;
      this.ends.push(end);
      // It may need a database that is down at the moment.
      await sleep(200);
      if (this.#isStopping) return;
      this.#program = this.#start();
    }
  }

  get pid(): number {
    return this.#program.pid;
  }

  kill(): void {
    this.#program.kill('SIGKILL');
  }

  /** Asks the process to stop and waits until it has; answers how it ended. */
  async stop(): Promise<End> {
    this.#isStopping = true;
    this.#program.kill('SIGTERM');
    await this.#kept;
    return this.#program.ended;
  }
}
