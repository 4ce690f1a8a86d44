import type { PoolClient } from 'pg';
import type { Pool } from '../pool.ts';

/** A connection while callers share it. */
interface Sharing {
  readonly client: Promise<PoolClient>;
  users: number;
  /** The time of the last result, in milliseconds of a monotonic clock. */
  lastResultAt: number;
  isBroken: boolean;
}

/** After this many milliseconds without a result, new callers get another connection. */
const stuckAfterMs = 20;

/**
 * Lets short statements that wait for no lock share one connection of a pool. Simultaneous statements are sent in one
 * packet, which saves wake-ups on both sides. The last caller releases the connection. Statements that are long or may
 * wait need a connection of their own. If a statement blocks anyway, later callers get another connection.
 */
class SharedConnection {
  readonly #pool: Pool;
  #sharing: Sharing | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async use<Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    const present = performance.now();
    if (this.#sharing !== undefined && present - this.#sharing.lastResultAt > stuckAfterMs) this.#leave(this.#sharing);
    this.#sharing ??= { client: this.#pool.connect(), users: 0, lastResultAt: present, isBroken: false };
    const sharing = this.#sharing;
    sharing.users++;
    try {
      return await work(await sharing.client);
    } catch (error) {
      // The connection itself may be broken, so no new caller may use it.
      sharing.isBroken = true;
      this.#leave(sharing);
      throw error;
    } finally {
      sharing.users--;
      sharing.lastResultAt = performance.now();
      if (sharing.users === 0) this.#giveBack(sharing);
    }
  }

  #leave(sharing: Sharing): void {
    if (this.#sharing === sharing) this.#sharing = undefined;
  }

  #giveBack(sharing: Sharing): void {
    this.#leave(sharing);
    sharing.client.then(
      (client) => client.release(sharing.isBroken),
      // The connection attempt failed. Its callers have received the error.
      () => undefined,
    );
  }
}

const shared = new WeakMap<Pool, SharedConnection>();

/** Runs short work on the shared connection of a pool. */
export function onSharedConnection<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const connection = shared.get(pool) ?? new SharedConnection(pool);
  shared.set(pool, connection);
  return connection.use(work);
}
