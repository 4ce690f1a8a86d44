import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { ConfigWithDatabase } from '../src/config.ts';
import type { Readiness } from '../src/gateway/health.ts';
import { createHealthServer } from '../src/gateway/health-server.ts';
import { listen } from '../src/gateway/listen.ts';
import { type Liveness, watchLiveness } from '../src/health/liveness.ts';
import { defaultLimitSeconds, type Work } from '../src/health/stall-detector.ts';
import { startWatchdog } from '../src/health/watchdog.ts';

/**
 * The health of a worker. With `WORKER_PORT`, the worker serves `/live` and `/ready`. Without it, a stalled worker
 * exits with code 1, so that it is started again.
 */
export class WorkerHealth {
  readonly #log: Logger;
  readonly #server: Server | undefined;
  #state: 'STARTING' | 'RUNNING' | 'STOPPING' = 'STARTING';
  #liveness: Liveness | undefined;

  private constructor(config: ConfigWithDatabase, isInPlace: Readiness, log: Logger) {
    this.#log = log;
    const liveness = { stalled: () => this.#stalled() };
    const readiness = async () => [...this.#missing(), ...(await isInPlace())];
    this.#server = config.workerPort === undefined ? undefined : createHealthServer({ liveness, readiness });
  }

  /** @throws {ConfigError} if it cannot listen on `WORKER_PORT` */
  static async open(config: ConfigWithDatabase, isInPlace: Readiness, log: Logger): Promise<WorkerHealth> {
    const health = new WorkerHealth(config, isInPlace, log);
    await health.#listen(config);
    return health;
  }

  /**
   * Starts to observe the start of the worker and these kinds of work.
   *
   * @param isDatabaseWorking whether the database is executing a statement of the start
   */
  watch(works: readonly Work[], isDatabaseWorking: () => boolean): void {
    const start: Work = {
      name: 'start',
      limitSeconds: defaultLimitSeconds,
      sample: () => ({ isWaiting: this.#state === 'STARTING', done: 0, isUnderWay: isDatabaseWorking() }),
    };
    const onStall = () => this.#server ?? process.exit(1);
    this.#liveness = watchLiveness([start, ...works], this.#log, onStall);
    if (this.#server === undefined && process.send === undefined) startWatchdog();
  }

  /** Marks the worker as ready. */
  started(): void {
    this.#state = 'RUNNING';
  }

  /** Marks the worker as stopping. A stopping worker need not make progress. */
  end(): void {
    this.#state = 'STOPPING';
    this.#liveness?.stop();
  }

  isLive(): boolean {
    return this.#stalled().length === 0;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #stalled(): readonly string[] {
    return this.#liveness?.stalled() ?? [];
  }

  #missing(): string[] {
    if (this.#state === 'STOPPING') return ['a new worker: this one is stopping'];
    return this.#state === 'STARTING' ? ['queue'] : [];
  }

  async #listen({ host, workerPort }: ConfigWithDatabase): Promise<void> {
    if (this.#server === undefined || workerPort === undefined) return;
    const port = await listen(this.#server, { host, port: workerPort, setting: 'WORKER_PORT' });
    this.#log.info({ host, port }, 'listening');
  }
}
