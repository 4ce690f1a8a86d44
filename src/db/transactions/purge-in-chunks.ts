import type { TerminalContext } from '../../shared/use-case-context.ts';
import type { Transaction } from './statements.ts';
import { inTransaction } from './transaction.ts';

export interface PurgeContext extends TerminalContext {
  /** The number of rows to remove per transaction. */
  readonly chunkSize?: number;
  /** When aborted, the purge stops after the current chunk. The next purge continues from there. */
  readonly stopping?: AbortSignal | undefined;
}

/** Removes expired rows in small transactions until none is left. Returns the number of removed rows. */
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
