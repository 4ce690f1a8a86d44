import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import { organisationOrOwn, remoteId, seatCount } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { raiseSeats, updateSubscription } from '../subscriptions/for-other-features.ts';
import { planChangeSeats } from '../subscriptions/plans.ts';
import { openForOrder } from './open-subscription.ts';
import { insertOrder, insertOrderLine } from './placement-repository.ts';
import { insertedNew } from './recognize-order.ts';
import type { OrderResult } from './types.ts';

export const ChangeSeatsInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  remoteId,
  /** The new number of seats, not the increase. */
  seats: seatCount,
});
export type ChangeSeatsInput = z.output<typeof ChangeSeatsInput>;

/**
 * Increases the seats of the current term from now on, and those of a later term that has fewer. The number can decrease
 * only at a renewal. A repeated request returns the order of the first one and changes nothing.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:change`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if the id is new and has no visible character
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the parent is itself a renewal or a change
 * @throws {StatusForbidsError} if the subscription is neither active nor suspended
 * @throws {SeatsNotIncreasedError} if the current term already has as many seats or more
 */
export async function changeSeats(ctx: UseCaseContext, input: ChangeSeatsInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:change'));
  const { firstOrder, seats } = input;
  const supplied = fingerprint(ctx.fingerprintKey, { firstOrder, seats });
  const request = { organisationId, remoteId: input.remoteId, kind: 'CHANGE' as const, supplied };
  return inTransaction(ctx.pool, async (tx) => {
    const opened = await openForOrder(tx, ctx, request, firstOrder);
    if (opened.placed !== undefined) return opened.placed;
    const { subscription, moment } = opened;
    const { now } = moment;
    const { customerId, firstOrderId: parentId, ratePlanId, id: subscriptionId } = subscription;
    const { currentTerm, raisedTermIds, added } = orThrow(planChangeSeats(subscription, ctx.actor, seats, now));

    const order = { ...request, customerId, parentId, createdAt: now };
    const orderId = await insertedNew(tx, request, insertOrder(tx, order));
    const bought = { termId: currentTerm.id, quantity: added };
    insertOrderLine(tx, { organisationId, orderId, subscriptionId, ratePlanId, ...bought });
    raiseSeats(tx, raisedTermIds, seats);
    updateSubscription(tx, subscription, now);
    recordEvent(tx, ctx, moment, {
      verb: 'changeSeats',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { seats: currentTerm.seats },
      after: { orderId, seats, termIds: raisedTermIds },
    });
    return { orderId, subscriptionId, now };
  });
}
