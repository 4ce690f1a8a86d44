import { readRealMoment } from '../db/transactions/clock.ts';
import { inTransaction, onConnection, type Transaction } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { contentHashOf, noHash, sealHashOf } from './content-hash.ts';
import { findNewestSeal, findUnsealed, findUnsealedOrganisations, insertSeals, tryLockChain } from './repository.ts';
import type { AuditCheckpoint, EventRow, Seal } from './types.ts';

/** The context of sealing. It has no actor, because all chains are sealed. */
export interface SealContext extends TerminalContext {
  /** The number of events to seal per transaction. */
  readonly batchSize?: number;
  /** When aborted, sealing stops after the current batch. The next run continues from there. */
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Seals all unsealed events. Each chain is sealed in the order of its event ids, one batch per chain at a time, in
 * rotation. Returns the newest seals of the chains that grew. It works from the unsealed rows, so it catches up after
 * any downtime. It skips a chain that another sealer has locked. Verbs never wait for it, because it locks nothing that
 * they write.
 */
export async function sealEvents(ctx: SealContext): Promise<AuditCheckpoint[]> {
  const { pool, stopping, batchSize = 1000 } = ctx;
  const newest = new Map<number, AuditCheckpoint>();
  let waiting = await onConnection(pool, findUnsealedOrganisations);
  while (waiting.length > 0) {
    const unfinished: number[] = [];
    for (const organisation of waiting) {
      if (stopping?.aborted) return [...newest.values()];
      const sealed = await inTransaction(pool, (tx) => sealBatch(tx, ctx, organisation, batchSize));
      if (sealed.last !== undefined) newest.set(organisation, sealed.last);
      if (sealed.events === batchSize) unfinished.push(organisation);
    }
    waiting = unfinished;
  }
  return [...newest.values()];
}

interface SealedBatch {
  readonly events: number;
  readonly last?: AuditCheckpoint;
}

async function sealBatch(tx: Transaction, ctx: SealContext, organisation: number, size: number): Promise<SealedBatch> {
  if (!(await tryLockChain(tx, organisation))) return { events: 0 };
  const events = await findUnsealed(tx, organisation, size);
  const seals = sealsAfter(await findNewestSeal(tx, organisation), events);
  const last = seals.at(-1);
  if (last === undefined) return { events: 0 };
  const { recordedAt: sealedAt } = await readRealMoment(tx, ctx.clock);
  await insertSeals(tx, organisation, seals, sealedAt);
  return { events: seals.length, last: { organisation, sequence: last.sequence, hash: last.hash, sealedAt } };
}

function sealsAfter(newest: AuditCheckpoint | undefined, events: readonly EventRow[]): Seal[] {
  let { sequence, hash: previousHash } = newest ?? { sequence: 0, hash: noHash };
  return events.map((event) => {
    const contentHash = contentHashOf(event);
    const hash = sealHashOf(previousHash, contentHash);
    sequence += 1;
    const seal = { sequence, eventId: event.id, contentHash, previousHash, hash };
    previousHash = hash;
    return seal;
  });
}
