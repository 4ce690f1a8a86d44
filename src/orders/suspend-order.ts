import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { stayAbove } from '../organisations/tree-lock.ts';
import { optional, ourId, remoteId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { insertHold } from './hold-repository.ts';
import { openSubscription } from './open-subscription.ts';
import { checkNotCancelled } from './plans.ts';
import { statusAt } from './rules.ts';
import { updateSubscription } from './subscription-repository.ts';
import { withHolds } from './transitions.ts';
import type { OrderResult } from './types.ts';

export const SuspendOrderInput = z.object({
  organisation: optional(ourId),
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  /** Why, for people; it stays with the hold. */
  reason: optional(text(500, 'PROSE')),
});
export type SuspendOrderInput = z.output<typeof SuspendOrderInput>;

/**
 * Places the acting organisation's hold. Where it stands already, it stays the same hold, with the same reason. The
 * term clock runs on. Contract: envelope A5.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:suspend`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
 * @throws {StatusForbidsError} when the subscription is cancelled
 */
export async function suspendOrder(ctx: UseCaseContext, input: SuspendOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:suspend'));
  return inTransaction(ctx.pool, async (tx) => {
    await stayAbove(tx, ctx.actor, organisationId);
    const { subscription, moment } = await openSubscription(tx, ctx, organisationId, input.firstOrder);
    const { now } = moment;
    const { id: subscriptionId, firstOrderId: orderId, holds } = subscription;
    orThrow(checkNotCancelled(subscription, ctx.actor, 'suspendOrder', now));
    const placedById = ctx.actor.organisationId;
    if (holds.some((hold) => hold.placedById === placedById)) return { orderId, subscriptionId, now };

    const hold = { organisationId, subscriptionId, placedById, reason: input.reason ?? null, placedAt: now };
    const holdId = await insertHold(tx, hold);
    const after = withHolds(subscription, [...holds, { id: holdId, placedById, placedAt: now }]);
    updateSubscription(tx, after, now);
    recordEvent(tx, ctx, moment, {
      verb: 'suspendOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { status: statusAt(subscription, now) },
      after: { status: statusAt(after, now), holdId },
    });
    return { orderId, subscriptionId, now };
  });
}
