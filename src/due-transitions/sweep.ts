import type { Sql } from 'sql-template-tag';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { chunkSizes, nextChunkSize } from './chunk-size.ts';
import { beginning, type Cursor, type Due, insertDueEvents, lockDue } from './repository.ts';

/** The context of a sweep. It has no actor, because scheduled transitions need no permission. */
export interface SweepContext extends TerminalContext {
  /**
   * The number of due rows per transaction. By default it adapts to the duration of the transactions, because they lock
   * subscriptions.
   */
  readonly chunkSize?: number;
  /** When aborted, the sweep stops after the current chunk. The next sweep continues from there. */
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Announces everything that is due, oldest first, in chunks. Returns the number of events. It depends only on the
 * stored data, so it catches up after any downtime, and two simultaneous sweeps share the work. It skips subscriptions
 * that a verb has locked.
 */
export async function sweep(ctx: SweepContext, due: Due): Promise<number> {
  const { pool, stopping, chunkSize } = ctx;
  let announced = 0;
  let size = chunkSize ?? chunkSizes.first;
  for (let cursor: Cursor | undefined = beginning; cursor !== undefined; ) {
    const after: Cursor = cursor;
    const startedAt = performance.now();
    const chunk = await inTransaction(pool, (tx) => announceChunk(tx, ctx, due, after, size));
    size = chunkSize ?? nextChunkSize(size, performance.now() - startedAt);
    announced += chunk.announced;
    cursor = stopping?.aborted ? undefined : chunk.last;
  }
  return announced;
}

async function announceChunk(tx: Transaction, { clock }: SweepContext, due: Due, after: Cursor, size: number) {
  const { found, last, subscriptionIds, moment } = await lockDue(tx, clock, due, after, size);
  // This is the last statement, so COMMIT is sent with it.
  const ending = { rows: <Row>(statement: Sql) => tx.last<Row>(statement) };
  const announced = subscriptionIds.length === 0 ? [] : await insertDueEvents(ending, subscriptionIds, moment);
  return { announced: announced.length, last: found < size ? undefined : last };
}
