import { wroteNothing } from '../db/database-error.ts';
import type { Pool } from '../db/pool.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import { type Batcher, createBatcher } from '../shared/batcher.ts';
import { isOpen, sharedPoolOf } from '../shared/connections.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Inserted, insertCustomers, type NewCustomer } from './insertion-repository.ts';
import type { Customer } from './types.ts';

/** A wanted insertion, and its request. */
interface Insertion {
  readonly ctx: UseCaseContext;
  readonly customer: NewCustomer;
}

/**
 * Inserts a customer with its event. Returns undefined, and writes nothing, if the partner is archived or has a customer
 * of this id. Concurrent insertions of all partners with the same clock form one batch, in one transaction. If the batch
 * writes nothing, each insertion is repeated alone, so that a failure affects only the insertion that caused it.
 *
 * @throws {ConflictError} if a lock is not released in time
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function insertCustomer(ctx: UseCaseContext, customer: NewCustomer): Promise<Customer | undefined> {
  if (isOpen(ctx.pool)) return insertAlone({ ctx, customer });
  const { pool } = sharedPoolOf(ctx.pool);
  const insert = batchers.get(pool) ?? createBatcher(insertBatch, largestBatch);
  batchers.set(pool, insert);
  return insert(String(ctx.actor.testClockId), { ctx, customer });
}

const batchers = new WeakMap<Pool, Batcher<Insertion, Customer | undefined>>();

const largestBatch = 50;

/** How long a batch waits for a concurrent insertion of one of its ids. */
const lockTimeoutMs = 20;

async function insertBatch(
  _: string,
  insertions: readonly Insertion[],
): Promise<(Customer | undefined | Promise<Customer | undefined>)[]> {
  if (insertions.length === 1) return insertions.map(insertAlone);
  try {
    const inserted = await insertAll(insertions, lockTimeoutMs);
    return insertions.map((insertion, index) => {
      const customer = inserted[index];
      return customer === 'LOCKED' ? insertAlone(insertion) : customer;
    });
  } catch (error) {
    // If the commit may have succeeded, a repetition could create each customer twice.
    if (!wroteNothing(error)) throw error;
    return insertions.map(insertAlone);
  }
}

async function insertAlone(insertion: Insertion): Promise<Customer | undefined> {
  const [inserted] = await insertAll([insertion]);
  // A single insertion waits for the lock, so LOCKED means that the partner does not exist.
  return inserted === 'LOCKED' ? undefined : inserted;
}

function insertAll(insertions: readonly Insertion[], lockTimeout?: number): Promise<Inserted[]> {
  const [{ ctx }] = insertions as readonly [Insertion, ...Insertion[]];
  const { actor, clock, pool } = ctx;
  const wanted = insertions.map(({ ctx: { actor, requestId }, customer }) => ({ actor, requestId, customer }));
  return inTransaction(pool, (tx) => insertCustomers(tx, { actor, clock }, wanted), lockTimeout);
}
