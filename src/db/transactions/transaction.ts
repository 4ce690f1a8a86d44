import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { type Connections, isOpen, type PartKind, type SharedPool, sharedPoolOf } from '../../shared/connections.ts';
import { fromDatabaseError, isWriteConflict } from '../database-error.ts';
import { OneConnection } from './one-connection.ts';
import { onSharedConnection } from './shared-connection.ts';
import { Statements, type Transaction } from './statements.ts';

export type { Transaction };

const maxAttempts = 5;

/**
 * Runs `work` in a transaction, which commits when `work` returns and rolls back when it throws. After a serialization
 * failure or a deadlock, `work` runs again after a random pause, at most five times in total. Inside an open
 * transaction it runs in a savepoint. `lockTimeoutMs` replaces the `lock_timeout` of the session, except inside an open
 * transaction.
 *
 * @throws {ConflictError} if the fifth attempt still conflicts, or if a lock is not released in time
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function inTransaction<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
  lockTimeoutMs?: number,
): Promise<Value> {
  const begin = lockTimeoutMs === undefined ? 'BEGIN' : `BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(connections, begin, 'READ_WRITE', work);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === maxAttempts) throw failureOf(connections, error);
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/**
 * Runs `work` on one snapshot of the database, in a read-only transaction. Previews use it.
 *
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function inSnapshot<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  try {
    return await attemptTransaction(connections, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', 'READ_ONLY', work);
  } catch (error) {
    throw failureOf(connections, error);
  }
}

/**
 * Runs `work` on one connection without a surrounding transaction. Use it for a single statement.
 *
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function onConnection<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  try {
    if (isOpen(connections)) return await connections.runPart('READ_WRITE', untilSettled(work));
    return await withClient(connections, untilSettled(work));
  } catch (error) {
    throw failureOf(connections, error);
  }
}

/**
 * Runs a short statement that waits for no lock, on a shared connection.
 *
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function onShared<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) return onConnection(connections, work);
  try {
    return await onSharedConnection(sharedPoolOf(connections).pool, (client) => work(new Statements(client)));
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

/** Runs `work` in the open transaction. `hasBegun` is whether it started anything that may write. */
export type RunInSavepoint = <Value>(
  work: (open: Connections) => Promise<Value>,
) => Promise<{ readonly value: Value; readonly hasBegun: boolean }>;

/**
 * Runs `work` in an outer transaction, in which verbs and their reads run in savepoints. It commits when `work`
 * returns, unless a verb or a read failed for a reason other than a refusal of the request.
 *
 * @throws {ConflictError} if a verb inside ended with it
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function inOuterTransaction<Value>(
  connections: Connections,
  work: (tx: Transaction, within: RunInSavepoint) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) throw new Error('An outer transaction is already open');
  try {
    return await withClient(connections, async (client) => {
      await client.query('BEGIN');
      const value = await untilSettled((tx) => work(tx, (inner) => runInSavepoint(client, inner)))(client);
      await client.query('COMMIT');
      return value;
    });
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

async function runInSavepoint<Value>(client: PoolClient, work: (open: Connections) => Promise<Value>) {
  const open = new OneConnection(client);
  try {
    return { value: await work(open), hasBegun: open.hasBegun };
  } finally {
    await open.close();
  }
}

async function attemptTransaction<Value>(
  connections: Connections,
  begin: string,
  part: PartKind,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) return connections.runPart(part, untilSettled(work));
  return withClient(connections, async (client) => {
    const tx = new Statements(client, 'COMMIT');
    // BEGIN and COMMIT are sent together with the first and the last statements. If a statement failed, COMMIT rolls
    // back, and `end` throws the reason.
    tx.begin(begin);
    const value = await work(tx);
    await tx.end();
    return value;
  });
}

/** Runs `work` on a connection, and waits until all its statements have finished. */
function untilSettled<Value>(work: (tx: Transaction) => Promise<Value>) {
  return async (client: PoolClient): Promise<Value> => {
    const tx = new Statements(client);
    const value = await work(tx);
    await tx.settled();
    return value;
  };
}

/** Returns the domain error of a failure. Reports the failure to the open transaction, if there is one. */
function failureOf(connections: Connections, error: unknown): unknown {
  if (isOpen(connections)) connections.fail(error);
  return fromDatabaseError(error);
}

function withClient<Value>(
  connections: Pool | SharedPool,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Value> {
  const { pool, limited } = sharedPoolOf(connections);
  return limited(() => onOwnConnection(pool, work));
}

async function onOwnConnection<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    return await work(client);
  } catch (error) {
    isBroken = !(await rollBack(client));
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** Rolls back. Returns whether the connection can be used again. Outside a transaction, PostgreSQL only warns. */
function rollBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
