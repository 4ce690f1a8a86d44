import type { PoolClient } from 'pg';
import type { Pool } from '../pool.ts';

/** One connection while it is shared. */
interface Sharing {
  readonly client: Promise<PoolClient>;
  users: number;
  /** When it was last seen to get on, in milliseconds of a clock that never goes back. */
  gotOnAt: number;
  isBroken: boolean;
}

/** After how many milliseconds without an answer nobody else goes on a connection: something on it waits after all. */
const stuckAfterMs = 20;

/**
 * Lets short statements that wait for no lock share a connection of a pool: those that are asked for while one of them is
 * under way go over the same line, many in one packet, and neither side is woken for each. Who comes last gives the
 * connection back. What takes long, or may have to wait, belongs on a connection of its own; where something waits all the
 * same, those who come later do not stand behind it.
 */
class SharedConnection {
  readonly #pool: Pool;
  #sharing: Sharing | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async use<Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    const present = performance.now();
    if (this.#sharing !== undefined && present - this.#sharing.gotOnAt > stuckAfterMs) this.#leave(this.#sharing);
    this.#sharing ??= { client: this.#pool.connect(), users: 0, gotOnAt: present, isBroken: false };
    const sharing = this.#sharing;
    sharing.users++;
    try {
      return await work(await sharing.client);
    } catch (error) {
      // It may be the connection that failed: nobody else begins on it.
      sharing.isBroken = true;
      this.#leave(sharing);
      throw error;
    } finally {
      sharing.users--;
      sharing.gotOnAt = performance.now();
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
      // There was no connection. Its users have got the error.
      () => undefined,
    );
  }
}

const shared = new WeakMap<Pool, SharedConnection>();

/** Does some short work on the connection of this pool that such work shares. */
export function onSharedConnection<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const connection = shared.get(pool) ?? new SharedConnection(pool);
  shared.set(pool, connection);
  return connection.use(work);
}
