import type { PoolClient } from 'pg';
import { defaultLimitSeconds, type Work, type WorkSample } from '../health/stall-detector.ts';
import type { Pool } from './pool.ts';

/**
 * Follows the connections of a pool that are in use. A pool is stuck when all of its connections are in use and none
 * of them does anything: whoever took them has lost them.
 */
export class PoolActivity implements Work {
  readonly name: string;
  readonly limitSeconds = defaultLimitSeconds;
  readonly #size: number;
  readonly #inUse = new Set<PoolClient>();
  #released = 0;

  /** To be created before the pool is used. */
  constructor(name: string, pool: Pool) {
    this.name = name;
    this.#size = pool.options.max;
    pool.on('acquire', (client) => this.#inUse.add(client));
    pool.on('release', (_error, client) => {
      this.#inUse.delete(client);
      this.#released++;
    });
  }

  /** How many times a connection was given back. */
  get released(): number {
    return this.#released;
  }

  /** Whether the database is executing a statement on one of the connections. */
  isWorking(): boolean {
    return [...this.#inUse].some(isWorking);
  }

  sample(): WorkSample {
    return { isWaiting: this.#inUse.size >= this.#size, done: this.#released, isUnderWay: this.isWorking() };
  }
}

/** Whether a statement was sent over a connection and is not answered yet. */
export function isWorking(client: PoolClient): boolean {
  return !(client as unknown as { readonly readyForQuery: boolean }).readyForQuery;
}
