import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordChanges } from '../events/record-changes.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import type { Moment } from '../shared/clock.ts';
import { InvalidInputError } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { lockOrder, updateOrderRow } from './detail-repository.ts';
import { OrderNotFoundError } from './errors.ts';
import {
  changedDetails,
  eventFactsOf,
  largestActivationLimit,
  type OrderChanges,
  withChanges,
} from './order-changes.ts';
import type { Order, OrderResult } from './types.ts';

/** An order by the partner's id. The partner is the actor's own organisation, or one below it that is named. */
interface OrderReference {
  readonly organisation?: number | undefined;
  readonly remoteId: string;
}

/**
 * Changes the details of an order. Undefined members stay unchanged. If nothing changes, nothing is written.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:change`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {InvalidInputError} if the activation limit is too large
 */
export async function changeOrder(
  ctx: UseCaseContext,
  { organisation, remoteId }: OrderReference,
  changes: OrderChanges,
): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, organisation, 'order:change'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockOrder(tx, ctx, organisationId, remoteId);
    if (locked === undefined) throw new OrderNotFoundError(remoteId);
    const { order, moment } = locked;
    const updated = withChanges(order, changes, moment.now);
    checkActivationLimit(updated);
    if (record(tx, ctx, moment, order, updated)) updateOrderRow(tx, updated);
    return { orderId: order.id, subscriptionId: order.subscriptionId, now: moment.now };
  });
}

function checkActivationLimit({ activationLimit, isDemo }: Order): void {
  const largest = largestActivationLimit({ isDemo });
  if (activationLimit <= largest) return;
  const message = `expected a whole number from 1 to ${largest}${isDemo ? ' for a demo' : ''}, found ${activationLimit}`;
  throw new InvalidInputError([{ path: ['activationLimit'], message }]);
}

/** Records what changed. Returns whether anything did. */
function record(tx: Transaction, ctx: UseCaseContext, moment: Moment, before: Order, after: Order): boolean {
  const { id: subjectId, organisationId } = before;
  return recordChanges(tx, ctx, moment, { organisationId, subjectType: 'ORDER', subjectId }, verbs, {
    before: { facts: eventFactsOf(before), archivedAt: before.archivedAt },
    after: { facts: eventFactsOf(after), archivedAt: after.archivedAt },
    changed: changedDetails(before, after),
  });
}

const verbs = { update: 'updateOrder', archive: 'archiveOrder', restore: 'restoreOrder' } as const;
