import { z } from 'zod';
import type { Transaction } from '../db/transactions/transaction.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import { differingMembers } from '../request-fingerprints/rules.ts';
import { newId, parseInput } from '../shared/input.ts';
import { findPlacedOrder, type PlacedOrder } from './order-repository.ts';
import type { NewOrder } from './placement-repository.ts';

const NewOrderId = z.object({ remoteId: newId });

/** What is compared to tell a retry from a different request that uses the same id. */
export type OrderRequest = Pick<NewOrder, 'organisationId' | 'remoteId' | 'kind' | 'supplied'>;

/**
 * The order that an earlier request of the same words placed, whatever has become of it since; undefined when the id
 * is new. To be asked before any rule: a retry is answered in every status.
 *
 * @throws {RemoteIdConflictError} when the id was used for a different request
 * @throws {InvalidInputError} when the id is new and has no visible character
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
 * What the insertion of an order left behind whose id was new a moment ago.
 *
 * @throws {RemoteIdConflictError} when a request with another parent took the id meanwhile
 */
export async function insertedNew<Inserted>(
  tx: Transaction,
  order: OrderRequest,
  insertion: Promise<Inserted | undefined>,
): Promise<Inserted> {
  const inserted = await insertion;
  if (inserted !== undefined) return inserted;
  await recognizeOrder(tx, order);
  throw new Error('An order of the same words appeared although its parent was locked');
}
