import type { Pool, PoolClient } from 'pg';

/**
 * The connections of verbs and reads: those of a pool, of a pool with a limiter, or the single one of an open
 * transaction.
 */
export type Connections = Pool | SharedPool | OpenTransaction;

/** A pool that several callers share. Work that takes a connection of its own goes through `limited`. */
export interface SharedPool {
  readonly pool: Pool;
  readonly limited: RunLimited;
}

/** Runs work as soon as a limiter has capacity for it. */
export type RunLimited = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Runs work at once. */
export const unlimited: RunLimited = (work) => work();

/** An outer transaction around verbs and their reads. The reads see what the verbs wrote. */
export interface OpenTransaction {
  /** Runs `work` in a savepoint, after all other work on the connection. A read-only part is rolled back. */
  runPart<Value>(kind: PartKind, work: (client: PoolClient) => Promise<Value>): Promise<Value>;
  /** Reports that a part failed. The whole transaction is rolled back, unless the error is a refusal of the request. */
  fail(error: unknown): void;
}

/** Whether a part may write, or only reads. */
export type PartKind = 'READ_WRITE' | 'READ_ONLY';

export function isOpen(connections: Connections): connections is OpenTransaction {
  return 'runPart' in connections;
}

/** Returns the pool with its limiter. A plain pool has no limit. */
export function sharedPoolOf(connections: Pool | SharedPool): SharedPool {
  return 'limited' in connections ? connections : { pool: connections, limited: unlimited };
}
