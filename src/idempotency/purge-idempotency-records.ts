import { inTransaction } from '../db/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { deleteExpiredAnswers } from './repository.ts';

/** What the purge is given. */
export interface PurgeContext extends TerminalContext {
  /** How many one transaction removes. */
  readonly chunkSize?: number;
  /** Once aborted, the purge ends after its chunk; the next one goes on from there. */
  readonly stopping?: AbortSignal | undefined;
}

/** Removes the answers whose time is over, and tells how many there were. From then on their keys are new again. */
export async function purgeIdempotencyRecords(ctx: PurgeContext): Promise<number> {
  const { pool, clock, stopping, chunkSize = 1_000 } = ctx;
  let purged = 0;
  for (let isDone = false; !isDone; ) {
    const deleted = await inTransaction(pool, (tx) => deleteExpiredAnswers(tx, clock, chunkSize));
    purged += deleted;
    isDone = deleted < chunkSize || (stopping?.aborted ?? false);
  }
  return purged;
}
