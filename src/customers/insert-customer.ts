import { wroteNothing } from '../db/database-error.ts';
import type { Pool } from '../db/pool.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import { type Batcher, createBatcher } from '../shared/batcher.ts';
import { isOpen, sharedPoolOf } from '../shared/connections.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { insertCustomers, type NewCustomer } from './insertion-repository.ts';
import type { Customer } from './types.ts';

/** An insertion that is wanted, and by whom. */
interface Insertion {
  readonly ctx: UseCaseContext;
  readonly customer: NewCustomer;
}

type Inserted = Customer | undefined;

/**
 * Inserts a customer with its event. Undefined, and nothing is written, when the partner is archived or has a customer of
 * this id. Those that one holder of a credential wants at once are inserted together, in one transaction; where that writes
 * nothing, each by itself, so that nobody is refused for what another one wants.
 *
 * @throws {ConflictError} when a lock did not come free in time
 * @throws {UnavailableError} when the database can't be reached or is overloaded
 */
export async function insertCustomer(ctx: UseCaseContext, customer: NewCustomer): Promise<Inserted> {
  if (isOpen(ctx.pool)) return insertAlone({ ctx, customer });
  const { pool } = sharedPoolOf(ctx.pool);
  const insert = batchers.get(pool) ?? createBatcher(insertTogether, largestBatch);
  batchers.set(pool, insert);
  const { credential, onBehalfOfId } = ctx.actor;
  return insert(JSON.stringify([customer.organisationId, credential, onBehalfOfId]), { ctx, customer });
}

const batchers = new WeakMap<Pool, Batcher<Insertion, Inserted>>();

/** How many are inserted together. */
const largestBatch = 50;

/** For how many milliseconds many wait together for a lock that stands in the way of one of them. */
const lockTimeoutMs = 100;

async function insertTogether(_: string, insertions: readonly Insertion[]): Promise<(Inserted | Promise<Inserted>)[]> {
  if (insertions.length === 1) return insertAll(insertions);
  try {
    return await insertAll(insertions, lockTimeoutMs);
  } catch (error) {
    // Where it may have been written after all, callers have to find out: doing it again would make two of one.
    if (!wroteNothing(error)) throw error;
    return insertions.map(insertAlone);
  }
}

async function insertAlone(insertion: Insertion): Promise<Inserted> {
  const [inserted] = await insertAll([insertion]);
  return inserted;
}

function insertAll(insertions: readonly Insertion[], waitingFor?: number): Promise<Inserted[]> {
  const [{ ctx, customer }] = insertions as readonly [Insertion, ...Insertion[]];
  const wanted = insertions.map((insertion) => ({ requestId: insertion.ctx.requestId, customer: insertion.customer }));
  return inTransaction(ctx.pool, (tx) => insertCustomers(tx, ctx, customer.organisationId, wanted), waitingFor);
}
