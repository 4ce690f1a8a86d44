import type { TerminalContext } from '../../shared/use-case-context.ts';
import type { Transaction } from './statements.ts';
import { inTransaction } from './transaction.ts';

/** What a purge is given. */
export interface PurgeContext extends TerminalContext {
  /** How many one transaction removes. */
  readonly chunkSize?: number;
  /** Once aborted, the purge ends after its chunk; the next one goes on from there. */
  readonly stopping?: AbortSignal | undefined;
}

/** Removes what is over in small transactions of their own, until there is no more of it, and tells how many there were. */
export async function purgeInChunks(
  { pool, stopping, chunkSize = 1_000 }: PurgeContext,
  remove: (tx: Transaction, limit: number) => Promise<number>,
): Promise<number> {
  let purged = 0;
  for (let isDone = false; !isDone; ) {
    const removed = await inTransaction(pool, (tx) => remove(tx, chunkSize));
    purged += removed;
    isDone = removed < chunkSize || (stopping?.aborted ?? false);
  }
  return purged;
}
