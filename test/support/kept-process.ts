import { setTimeout as sleep } from 'node:timers/promises';
import type { End, Program } from './processes.ts';

/** A process that is restarted as soon as it ends, like by a process manager. */
export class KeptProcess {
  readonly #start: () => Program;
  /** How the process ended, each time that it was not stopped. */
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
      // The process may need a database that is down.
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

  /** Stops the process, waits for its end, and returns how it ended. */
  async stop(): Promise<End> {
    this.#isStopping = true;
    this.#program.kill('SIGTERM');
    await this.#kept;
    return this.#program.ended;
  }
}
