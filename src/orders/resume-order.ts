import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { optional, ourId, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { liftHolds, updateSubscription } from '../subscriptions/for-other-features.ts';
import { checkNotCancelled } from '../subscriptions/plans.ts';
import { mayLift, statusAt } from '../subscriptions/rules.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import { openSubscription } from './open-subscription.ts';
import type { OrderResult } from './types.ts';

export const ResumeOrderInput = z.object({
  organisation: optional(ourId),
  /** The partner's id of the first order. */
  firstOrder: remoteId,
});
export type ResumeOrderInput = z.output<typeof ResumeOrderInput>;

/**
 * Lifts the holds of the acting organisation and of those below it; a hold from above stays. Without any it changes
 * nothing. The term clock was never stopped.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:suspend`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
 * @throws {StatusForbidsError} when the subscription is cancelled
 */
export async function resumeOrder(ctx: UseCaseContext, input: ResumeOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:suspend'));
  return inTransaction(ctx.pool, async (tx) => {
    const { subscription, moment } = await openSubscription(tx, ctx, organisationId, input.firstOrder);
    const { now } = moment;
    const { id: subscriptionId, firstOrderId: orderId, holds } = subscription;
    orThrow(checkNotCancelled(subscription, ctx.actor, 'resumeOrder', now));
    const liftedHoldIds = holds.filter((hold) => mayLift(ctx.actor, hold)).map((hold) => hold.id);
    if (liftedHoldIds.length === 0) return { orderId, subscriptionId, now };

    liftHolds(tx, liftedHoldIds, now);
    const after = withHolds(
      subscription,
      holds.filter((hold) => !mayLift(ctx.actor, hold)),
    );
    updateSubscription(tx, after, now);
    recordEvent(tx, ctx, moment, {
      verb: 'resumeOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { status: statusAt(subscription, now) },
      after: { status: statusAt(after, now), liftedHoldIds },
    });
    return { orderId, subscriptionId, now };
  });
}
