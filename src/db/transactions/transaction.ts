import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { type Connections, isOpen, type SharedOut, sharedOut } from '../../shared/connections.ts';
import { fromDatabaseError, isWriteConflict } from '../database-error.ts';
import { OneConnection } from './one-connection.ts';
import { onSharedConnection } from './shared-connection.ts';
import { Statements, type Transaction } from './statements.ts';

export type { Transaction };

const maxAttempts = 5;

/**
 * Runs `work` in one transaction: it commits when `work` answers and rolls back when it throws. A serialization failure
 * or a deadlock runs the whole of `work` again, five times at the most, after a random pause. Inside of a transaction
 * that is open, it is a part of that one. `patience` is how many milliseconds it waits for each lock, in place of
 * the session's `lock_timeout`; a part of another one waits as long as that does.
 *
 * @throws {ConflictError} when the fifth attempt still conflicts, or a lock did not come free in time
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function inTransaction<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
  patience?: number,
): Promise<Value> {
  const begin = patience === undefined ? 'BEGIN' : `BEGIN; SET LOCAL lock_timeout = ${patience}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(connections, begin, 'KEPT', work);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === maxAttempts) throw failureOf(connections, error);
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/**
 * Runs `work` on one unchanging picture of the database, in which a write is refused by the server: for previews.
 *
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function inSnapshot<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  try {
    return await attemptTransaction(connections, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', 'LOOKED_AT', work);
  } catch (error) {
    throw failureOf(connections, error);
  }
}

/**
 * Runs `work` on one connection, each statement by itself: for a single statement, which needs no transaction around it.
 *
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function onConnection<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  try {
    if (isOpen(connections)) return await connections.part('KEPT', throughout(work));
    return await withClient(connections, throughout(work));
  } catch (error) {
    throw failureOf(connections, error);
  }
}

/**
 * Runs a short statement that waits for no lock, on a connection that such statements share.
 *
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function inPassing<Value>(
  connections: Connections,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) return onConnection(connections, work);
  try {
    return await onSharedConnection(sharedOut(connections).pool, (client) => work(new Statements(client)));
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

/** Runs `work` with the connections of a transaction that is open, and tells whether it did anything to be kept. */
export type Within = <Value>(
  work: (open: Connections) => Promise<Value>,
) => Promise<{ readonly value: Value; readonly hasBegun: boolean }>;

/**
 * Runs `work` in a transaction of which whole verbs, and the reads that shape their answers, can be made parts. It
 * commits when `work` answers, unless one of them failed for a reason that says nothing about the request.
 *
 * @throws {ConflictError} when a verb inside ended with it
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function aroundVerbs<Value>(
  connections: Connections,
  work: (tx: Transaction, within: Within) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) throw new Error('There is a transaction around this one already');
  try {
    return await withClient(connections, async (client) => {
      await client.query('BEGIN');
      const value = await throughout((tx) => work(tx, (inner) => withinOne(client, inner)))(client);
      await client.query('COMMIT');
      return value;
    });
  } catch (error) {
    throw fromDatabaseError(error);
  }
}

async function withinOne<Value>(client: PoolClient, work: (open: Connections) => Promise<Value>) {
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
  part: 'KEPT' | 'LOOKED_AT',
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  if (isOpen(connections)) return connections.part(part, throughout(work));
  return withClient(connections, async (client) => {
    const tx = new Statements(client, 'COMMIT');
    // What begins and what ends the transaction goes over the line with its first and its last statements. Where one of
    // those has failed, COMMIT undoes everything, and `end` tells why.
    tx.begin(begin);
    const value = await work(tx);
    await tx.end();
    return value;
  });
}

/** Work with a connection that is over only once all of its statements are answered. */
function throughout<Value>(work: (tx: Transaction) => Promise<Value>) {
  return async (client: PoolClient): Promise<Value> => {
    const tx = new Statements(client);
    const value = await work(tx);
    await tx.settled();
    return value;
  };
}

/** What a failure means to a caller. The transaction around it, if there is one, is told. */
function failureOf(connections: Connections, error: unknown): unknown {
  if (isOpen(connections)) connections.fail(error);
  return fromDatabaseError(error);
}

function withClient<Value>(
  connections: Pool | SharedOut,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Value> {
  const { pool, inTurn } = sharedOut(connections);
  return inTurn(() => onOwnConnection(pool, work));
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

/** Whether the connection is fit for others afterwards. Outside a transaction PostgreSQL answers with a mere warning. */
function rollBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
