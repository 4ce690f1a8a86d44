import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import { ConnectionFailedError } from './connection-failure.ts';
import { connectTo, type Pool } from './pool.ts';
import { isWorking } from './pool-activity.ts';

/** How a database that hangs is told from a statement that takes long. */
export interface HangLimits {
  /** The time between two looks at the connections, in milliseconds. */
  readonly tickMs: number;
  /** After how many looks without an answer to a statement a new connection is tried. */
  readonly quietTicks: number;
  /** How long the new connection may take, in milliseconds. */
  readonly probeMs: number;
}

const defaultLimits: HangLimits = { tickMs: 500, quietTicks: 4, probeMs: 3_000 };

/** The database answers neither a statement that was sent nor a new connection. */
export class HungConnectionError extends Error {
  override readonly name = 'HungConnectionError';
  /** The code of the operating system for a connection whose other side does not answer. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('The database answers neither statements nor new connections.');
  }
}

/** What was received over a connection. */
interface Received {
  bytes: number;
  /** For how many looks in a row a statement was unanswered and nothing was received. */
  quietTicks: number;
}

/**
 * Ends the connections of pools when their database hangs: a statement is unanswered, a new connection is not answered
 * either, and meanwhile nothing was received over any connection. A statement that merely takes long is left alone, as the
 * new connection is answered. To be created before the pools are used.
 */
export class HungConnections {
  readonly #received = new Map<PoolClient, Received>();
  readonly #databaseUrl: string;
  readonly #limits: HangLimits;
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;
  #lastReceivedTick = 0;
  #isProbing = false;

  constructor(databaseUrl: string, pools: readonly Pool[], limits = defaultLimits) {
    this.#databaseUrl = databaseUrl;
    this.#limits = limits;
    for (const pool of pools) {
      pool.on('connect', (client) => this.#received.set(client, { bytes: 0, quietTicks: 0 }));
      pool.on('remove', (client) => this.#received.delete(client));
    }
    this.#timer = setInterval(() => this.#tick(), limits.tickMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#ticks++;
    this.#look();
    const isQuiet = [...this.#received.values()].some(({ quietTicks }) => quietTicks >= this.#limits.quietTicks);
    if (isQuiet && !this.#isProbing) void this.#probe();
  }

  #look(): void {
    for (const [client, received] of this.#received) {
      const bytes = socketOf(client).bytesRead;
      const isNew = bytes !== received.bytes;
      if (isNew) this.#lastReceivedTick = this.#ticks;
      received.quietTicks = isNew || !isWorking(client) ? 0 : received.quietTicks + 1;
      received.bytes = bytes;
    }
  }

  async #probe(): Promise<void> {
    this.#isProbing = true;
    const startedAtTick = this.#ticks;
    const isAnswered = await isAnswering(this.#databaseUrl, this.#limits.probeMs);
    this.#isProbing = false;
    if (isAnswered) {
      for (const received of this.#received.values()) received.quietTicks = 0;
      return;
    }
    // An answer may be unread if the event loop was blocked.
    const wasBlocked = (this.#ticks - startedAtTick) * this.#limits.tickMs < this.#limits.probeMs / 2;
    this.#look();
    if (!wasBlocked && this.#lastReceivedTick <= startedAtTick) this.#end();
  }

  /** Ends idle connections too: the next statement would be sent over them. */
  #end(): void {
    const error = new HungConnectionError();
    for (const client of this.#received.keys()) socketOf(client).destroy(error);
    this.#received.clear();
  }
}

/** Whether anything answers at the database's address: a refusal is an answer, too. */
async function isAnswering(databaseUrl: string, timeoutMs: number): Promise<boolean> {
  try {
    const client = await connectTo(databaseUrl, timeoutMs);
    client.end().catch(() => undefined);
    return true;
  } catch (error) {
    return !(error instanceof ConnectionFailedError && error.isUnanswered);
  }
}

function socketOf(client: PoolClient): Socket {
  return client.connection.stream as Socket;
}
