import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import { ConnectionFailedError } from './connection-failure.ts';
import { connectTo, type Pool } from './pool.ts';
import { isWorking } from './pool-activity.ts';

/** The limits that distinguish an unresponsive database from a slow statement. */
export interface HangLimits {
  /** The interval of the checks, in milliseconds. */
  readonly tickMs: number;
  /** The number of checks in a row without a response to a statement after which a new connection is tried. */
  readonly quietTicks: number;
  /** The timeout of the new connection, in milliseconds. */
  readonly probeMs: number;
}

const defaultLimits: HangLimits = { tickMs: 500, quietTicks: 4, probeMs: 3_000 };

/** The database responds neither to a statement nor to a new connection. */
export class HungConnectionError extends Error {
  override readonly name = 'HungConnectionError';
  /** The error code of the operating system for an unresponsive peer. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('The database responds neither to statements nor to new connections.');
  }
}

/** The bytes received over a connection. */
interface Received {
  bytes: number;
  /** The number of checks in a row in which a statement was pending and nothing was received. */
  quietTicks: number;
}

/**
 * Ends the connections of pools if their database is unresponsive: a statement is pending, a new connection gets no
 * response, and meanwhile no connection has received anything. A slow statement is not affected, because the new connection
 * succeeds. Create an instance before the pools are used.
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
    this.#check();
    const isQuiet = [...this.#received.values()].some(({ quietTicks }) => quietTicks >= this.#limits.quietTicks);
    if (isQuiet && !this.#isProbing) void this.#probe();
  }

  #check(): void {
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
    const isResponding = await isResponsive(this.#databaseUrl, this.#limits.probeMs);
    this.#isProbing = false;
    if (isResponding) {
      for (const received of this.#received.values()) received.quietTicks = 0;
      return;
    }
    // If the event loop was blocked, a response may be unread.
    const wasBlocked = (this.#ticks - startedAtTick) * this.#limits.tickMs < this.#limits.probeMs / 2;
    this.#check();
    if (!wasBlocked && this.#lastReceivedTick <= startedAtTick) this.#end();
  }

  /** Ends idle connections too, because the next statement would be sent over them. */
  #end(): void {
    const error = new HungConnectionError();
    for (const client of this.#received.keys()) socketOf(client).destroy(error);
    this.#received.clear();
  }
}

/** Whether the address of the database responds. A refusal is a response. */
async function isResponsive(databaseUrl: string, timeoutMs: number): Promise<boolean> {
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
