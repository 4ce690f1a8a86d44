import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { announceDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { optional, ourId, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { updateSubscription } from '../subscriptions/for-other-features.ts';
import { checkNotCancelled } from '../subscriptions/plans.ts';
import { kept } from '../subscriptions/transitions.ts';
import { openSubscription } from './open-subscription.ts';
import type { OrderResult } from './types.ts';

export const KeepOrderInput = z.object({
  organisation: optional(ourId),
  /** The partner's id of the first order. */
  firstOrder: remoteId,
});
export type KeepOrderInput = z.output<typeof KeepOrderInput>;

/**
 * Takes a scheduled cancellation back. Where none is scheduled it changes nothing.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:cancel`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
 * @throws {StatusForbidsError} when the subscription is cancelled
 */
export async function keepOrder(ctx: UseCaseContext, input: KeepOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:cancel'));
  return inTransaction(ctx.pool, async (tx) => {
    const { subscription, moment } = await openSubscription(tx, ctx, organisationId, input.firstOrder);
    const { now } = moment;
    const { id: subscriptionId, firstOrderId: orderId, cancelsAt } = subscription;
    orThrow(checkNotCancelled(subscription, ctx.actor, 'keepOrder', now));
    if (cancelsAt === null) return { orderId, subscriptionId, now };

    updateSubscription(tx, kept(subscription), now);
    recordEvent(tx, ctx, moment, {
      verb: 'keepOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { cancelsAt },
      after: { cancelsAt: null },
    });
    // The scheduled cancellation kept the renewal window shut; it may have been due to open meanwhile.
    await announceDueTransitions(tx, subscriptionId, moment);
    return { orderId, subscriptionId, now };
  });
}
