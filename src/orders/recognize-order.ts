import { z } from 'zod';
import type { Transaction } from '../db/transactions/transaction.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import { differingMembers } from '../request-fingerprints/rules.ts';
import { newId, parseInput } from '../shared/input.ts';
import { findPlacedOrder, type PlacedOrder } from './order-repository.ts';
import type { NewOrder } from './placement-repository.ts';

const NewOrderId = z.object({ remoteId: newId });

/** The facts that distinguish a retry from a different request with the same id. */
export type OrderRequest = Pick<NewOrder, 'organisationId' | 'remoteId' | 'kind' | 'supplied'>;

/**
 * Returns the order that an earlier identical request placed, or undefined if the id is new. Call it before any rule,
 * because a retry succeeds in every status.
 *
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {InvalidInputError} if the id is new and has no visible character
 */
export async function recognizeOrder(tx: Transaction, request: OrderRequest): Promise<PlacedOrder | undefined> {
  const placed = await findPlacedOrder(tx, request.organisationId, request.remoteId);
  if (placed === undefined) {
    parseInput(NewOrderId, { remoteId: request.remoteId });
    return undefined;
  }
  const differing = placed.kind === request.kind ? differingMembers(placed.supplied, request.supplied) : ['kind'];
  if (differing.length > 0) throw new RemoteIdConflictError(request.remoteId, differing);
  return placed;
}

/**
 * Returns the result of the insertion of an order whose id was new when `recognizeOrder` checked it.
 *
 * @throws {RemoteIdConflictError} if a concurrent request with another parent took the id
 */
export async function insertedNew<Inserted>(
  tx: Transaction,
  order: OrderRequest,
  insertion: Promise<Inserted | undefined>,
): Promise<Inserted> {
  const inserted = await insertion;
  if (inserted !== undefined) return inserted;
  await recognizeOrder(tx, order);
  throw new Error('An identical order was inserted although its parent was locked');
}
