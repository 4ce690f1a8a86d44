import type { Pool, PoolClient } from 'pg';

/** Where verbs and reads run: each on a connection of the pool, or all on the one of a transaction that is open. */
export type Connections = Pool | OpenTransaction;

/** A transaction around verbs and the reads that shape their answer: what they wrote, these see. */
export interface OpenTransaction {
  /**
   * Runs `work` once nothing else runs on the connection, as a part of the transaction that can fail by itself. Nothing
   * stays of a part that is only looked at.
   */
  part<Value>(kind: 'KEPT' | 'LOOKED_AT', work: (client: PoolClient) => Promise<Value>): Promise<Value>;
  /** Tells of a part that failed. Unless it was refused, which says something about the request, all is taken back. */
  fail(error: unknown): void;
}

export function isOpen(connections: Connections): connections is OpenTransaction {
  return 'part' in connections;
}
