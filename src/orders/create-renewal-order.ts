import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import { optional, organisationOrOwn, remoteId, seatCount } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { liftHolds, updateSubscription } from '../subscriptions/for-other-features.ts';
import { planRenewalOrder } from '../subscriptions/plans.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { renewed } from '../subscriptions/transitions.ts';
import { openForOrder } from './open-subscription.ts';
import { insertRenewalOrder } from './placement-repository.ts';
import { insertedNew } from './recognize-order.ts';
import type { OrderResult } from './types.ts';

export const CreateRenewalOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  remoteId,
  /** Seats of the new term, from its start; those of the last term unless given. */
  seats: optional(seatCount),
});
export type CreateRenewalOrderInput = z.output<typeof CreateRenewalOrderInput>;

/**
 * Adds a term: from the end of the last one, or from now on where that has passed. Lifts the holds that stand. The
 * same request again answers the order as it is now and changes nothing. Contract: envelope A3.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:renew`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} when the id is new and has no visible character
 * @throws {RemoteIdConflictError} when the id was used for a different request
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the parent is itself a renewal or a change
 * @throws {StatusForbidsError} when it is cancelled
 * @throws {CancellationScheduledError} when it is due to be
 * @throws {HoldNotYoursError} when an organisation above has suspended it
 * @throws {NextTermSoldError} when a sold term has not started
 * @throws {RenewalTooEarlyError} before the window opens
 */
export async function createRenewalOrder(ctx: UseCaseContext, input: CreateRenewalOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:renew'));
  const { firstOrder } = input;
  const supplied = fingerprint(ctx.fingerprintKey, { firstOrder, seats: input.seats });
  const request = { organisationId, remoteId: input.remoteId, kind: 'RENEWAL' as const, supplied };
  return inTransaction(ctx.pool, async (tx) => {
    const [, opened] = await Promise.all([
      // Its renewal window is not to change between here and the new term, which would keep the old one.
      shareLockOrganisation(tx, organisationId),
      openForOrder(tx, ctx, request, firstOrder),
    ]);
    if (opened.placed !== undefined) return opened.placed;
    const { subscription, moment } = opened;
    const { now } = moment;
    const { customerId, firstOrderId: parentId, ratePlanId, id: subscriptionId } = subscription;
    const plan = orThrow(planRenewalOrder(subscription, ctx.actor, input.seats, now));
    const { term, seats } = plan;
    const liftedHoldIds = plan.liftedHolds.map((hold) => hold.id);
    const after = renewed(subscription, plan);

    const order = { ...request, customerId, parentId, createdAt: now };
    const insertion = insertRenewalOrder(tx, order, subscriptionId, { term, seats, ratePlanId });
    const { orderId, termId } = await insertedNew(tx, request, insertion);
    if (liftedHoldIds.length > 0) liftHolds(tx, liftedHoldIds, now);
    updateSubscription(tx, after, now);
    const { startsAt, endsAt } = term;
    recordEvent(tx, ctx, moment, {
      verb: 'createRenewalOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { status: statusAt(subscription, now), endsAt: subscription.lastEndsAt },
      after: { orderId, termId, status: statusAt(after, now), seats, startsAt, endsAt, liftedHoldIds },
    });
    return { orderId, subscriptionId, now };
  });
}
