import type { PoolClient } from 'pg';
import type { Pool } from './pool.ts';

/** One connection while it is shared. */
interface Sharing {
  readonly client: Promise<PoolClient>;
  users: number;
  isBroken: boolean;
}

/**
 * Lets short statements that wait for no lock share a connection of a pool: those that are asked for while one of them is
 * under way go over the same line, many in one packet, and neither side is woken for each. Who comes last gives the
 * connection back. What takes long, or may have to wait, belongs on a connection of its own.
 */
class SharedConnection {
  readonly #pool: Pool;
  #sharing: Sharing | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async use<Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    this.#sharing ??= { client: this.#pool.connect(), users: 0, isBroken: false };
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
      // There was none to be had, which its users have been told.
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
