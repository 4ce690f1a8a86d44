import type { Sql } from 'sql-template-tag';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { chunkSizes, nextChunkSize } from './chunk-size.ts';
import { beginning, type Cursor, type Due, insertDueEvents, lockDue } from './repository.ts';

/** What a sweep is given. No actor: the calendar needs no permission. */
export interface SweepContext extends TerminalContext {
  /**
   * How many due rows one transaction works through. By itself a sweep goes by the time that its transactions take,
   * because their subscriptions are locked meanwhile.
   */
  readonly chunkSize?: number;
  /** Once aborted, the sweep ends after its chunk; the next one goes on from there. */
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Announces everything that is due, oldest first and chunk by chunk, and answers how many events that made. It goes by
 * the state of the data and not by what an earlier run did, so it catches up after any downtime, and two sweeps at once
 * share the work. What a verb has locked is left to that verb.
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
  // Nothing follows it, so the commit goes along.
  const ending = { rows: <Row>(statement: Sql) => tx.last<Row>(statement) };
  const announced = subscriptionIds.length === 0 ? [] : await insertDueEvents(ending, subscriptionIds, moment);
  return { announced: announced.length, last: found < size ? undefined : last };
}
