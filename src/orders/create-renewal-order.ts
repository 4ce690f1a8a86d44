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
  /** The number of seats of the new term. The default is that of the last term. */
  seats: optional(seatCount),
});
export type CreateRenewalOrderInput = z.output<typeof CreateRenewalOrderInput>;

/**
 * Adds a term, which starts at the end of the last one, or now if the last one has ended. Lifts all standing holds. A
 * repeated request returns the order of the first one and changes nothing. Contract: envelope A3.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:renew`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if the id is new and has no visible character
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the parent is itself a renewal or a change
 * @throws {StatusForbidsError} if the subscription is cancelled
 * @throws {CancellationScheduledError} if a cancellation is scheduled
 * @throws {HoldNotYoursError} if an organisation above the actor's has suspended the subscription
 * @throws {NextTermSoldError} if a sold term has not started
 * @throws {RenewalTooEarlyError} if the renewal window has not opened
 */
export async function createRenewalOrder(ctx: UseCaseContext, input: CreateRenewalOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:renew'));
  const { firstOrder } = input;
  const supplied = fingerprint(ctx.fingerprintKey, { firstOrder, seats: input.seats });
  const request = { organisationId, remoteId: input.remoteId, kind: 'RENEWAL' as const, supplied };
  return inTransaction(ctx.pool, async (tx) => {
    const [, opened] = await Promise.all([
      // The lock keeps the renewal window unchanged until the new term is committed, which would otherwise keep the old one.
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
