import { setTimeout as sleep } from 'node:timers/promises';
import { sealEvents } from '../src/audit/seal-events.ts';
import type { AuditCheckpoint } from '../src/audit/types.ts';
import type { JobContext } from './kit.ts';

/**
 * The pause between two runs in milliseconds. An event waits at most this long for its seal while the worker keeps up.
 */
const pause = 2_000;

/** The interval in milliseconds at which a chain is logged. */
const loggingInterval = 60 * 60 * 1000;

/** Sealing that runs until it is stopped. */
interface Sealing {
  /** Waits for the running batch. */
  stop(): Promise<void>;
}

/**
 * Seals events every two seconds until it is stopped. The schedule of the queue has no seconds. Several workers can run
 * it, and it catches up after an outage.
 */
export function keepSealing(ctx: JobContext): Sealing {
  const stopping = new AbortController();
  const checkpoints = new CheckpointLog(ctx);
  const ended = sealUntil(stopping.signal, ctx, checkpoints);
  return {
    async stop() {
      stopping.abort();
      await ended;
      checkpoints.logAll();
    },
  };
}

async function sealUntil(stopping: AbortSignal, ctx: JobContext, checkpoints: CheckpointLog): Promise<void> {
  while (!stopping.aborted) {
    try {
      checkpoints.add(await sealEvents({ ...ctx, stopping }));
    } catch (err) {
      ctx.log.warn({ err }, 'could not seal events');
    }
    checkpoints.logDue();
    await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Logs the newest seals of the chains, as a record outside the database. */
class CheckpointLog {
  readonly #log: JobContext['log'];
  readonly #pending = new Map<number, AuditCheckpoint>();
  readonly #loggedAt = new Map<number, number>();

  constructor({ log }: JobContext) {
    this.#log = log;
  }

  add(checkpoints: readonly AuditCheckpoint[]): void {
    for (const checkpoint of checkpoints) this.#pending.set(checkpoint.organisation, checkpoint);
  }

  /** Logs the chains that have grown and were not logged within the last hour. */
  logDue(): void {
    const before = performance.now() - loggingInterval;
    this.#logPending(([organisation]) => (this.#loggedAt.get(organisation) ?? Number.NEGATIVE_INFINITY) <= before);
  }

  logAll(): void {
    this.#logPending(() => true);
  }

  #logPending(isDue: (entry: [number, AuditCheckpoint]) => boolean): void {
    for (const [organisationId, { sequence, hash }] of [...this.#pending].filter(isDue)) {
      this.#log.info({ organisationId, sequence, hash }, 'audit checkpoint');
      this.#pending.delete(organisationId);
      this.#loggedAt.set(organisationId, performance.now());
    }
  }
}
