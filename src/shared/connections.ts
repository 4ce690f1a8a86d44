import type { Pool, PoolClient } from 'pg';

/**
 * Where verbs and reads run: each on a connection of the pool, perhaps of one that is shared out, or all on the one of a
 * transaction that is open.
 */
export type Connections = Pool | SharedOut | OpenTransaction;

/** A pool as one of many sees it who share it: what takes a connection of its own is begun in turn with the others. */
export interface SharedOut {
  readonly pool: Pool;
  readonly inTurn: InTurn;
}

/** Does something when it is for next. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Where nobody waits for others. */
export const atOnce: InTurn = (work) => work();

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

/** The pool, and how others are let go first. */
export function sharedOut(connections: Pool | SharedOut): SharedOut {
  return 'inTurn' in connections ? connections : { pool: connections, inTurn: atOnce };
}
