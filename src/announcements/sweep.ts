import { readRealMoment } from '../db/clock.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { beginning, type Cursor, type DueRow, insertDueEvents, lockIdleSubscriptions } from './repository.ts';

/** What a sweep is given. No actor: the calendar needs no permission. */
export interface SweepContext extends TerminalContext {
  /** How many due rows one transaction works through; few, because their subscriptions are locked meanwhile. */
  readonly chunkSize?: number;
  /** Once aborted, the sweep ends after its chunk; the next one goes on from there. */
  readonly stopping?: AbortSignal | undefined;
}

type FindDue = (tx: Transaction, now: Temporal.Instant, after: Cursor, limit: number) => Promise<DueRow[]>;

/**
 * Announces everything that `findDue` finds, oldest first and chunk by chunk, and answers how many events that made.
 * It goes by the state of the data and not by what an earlier run did, so it catches up after any downtime, and two
 * sweeps at once share the work. What a verb has locked is left to that verb.
 */
export async function sweep(ctx: SweepContext, findDue: FindDue): Promise<number> {
  const { pool, stopping, chunkSize = 500 } = ctx;
  let announced = 0;
  for (let cursor: Cursor | undefined = beginning; cursor !== undefined; ) {
    const after: Cursor = cursor;
    const chunk = await inTransaction(pool, (tx) => announceChunk(tx, ctx, findDue, after, chunkSize));
    announced += chunk.announced;
    cursor = stopping?.aborted ? undefined : chunk.last;
  }
  return announced;
}

async function announceChunk(tx: Transaction, ctx: SweepContext, findDue: FindDue, after: Cursor, limit: number) {
  const moment = await readRealMoment(tx, ctx.clock);
  const due = await findDue(tx, moment.now, after, limit);
  const locked = await lockIdleSubscriptions(
    tx,
    due.map((row) => row.subscriptionId),
  );
  const announced = locked.length === 0 ? [] : await insertDueEvents(tx, locked, moment);
  return { announced: announced.length, last: due.length < limit ? undefined : due.at(-1) };
}
