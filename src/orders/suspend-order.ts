import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { lockAsDescendant } from '../organisations/tree-lock.ts';
import { optional, ourId, remoteId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { insertHold, updateReason, updateSubscription } from '../subscriptions/for-other-features.ts';
import { planSuspension, type SuspensionPlan } from '../subscriptions/plans.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { openSubscription } from './open-subscription.ts';
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
 * Places the acting organisation's hold. Where it stands already, it stays the same hold, which stands since when it did;
 * another reason replaces the one that it has, and the same one or none changes nothing. The term clock runs on.
 * Contract: envelope A5.
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
    await lockAsDescendant(tx, ctx.actor, organisationId);
    const { subscription, moment } = await openSubscription(tx, ctx, organisationId, input.firstOrder);
    const { now } = moment;
    const { id: subscriptionId, firstOrderId: orderId } = subscription;
    const plan = orThrow(planSuspension(subscription, ctx.actor, input.reason, now));
    if (plan.kind === 'NONE') return { orderId, subscriptionId, now };

    const { after, holdFacts } = await suspend(tx, subscription, plan);
    updateSubscription(tx, after, now);
    recordEvent(tx, ctx, moment, {
      verb: 'suspendOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: { status: statusAt(subscription, now) },
      after: { status: statusAt(after, now), ...holdFacts },
    });
    return { orderId, subscriptionId, now };
  });
}

/** Writes what a suspension changes. Answers the subscription afterwards, and the facts of the event, which repeats no reason. */
async function suspend(tx: Transaction, subscription: Subscription, plan: Exclude<SuspensionPlan, { kind: 'NONE' }>) {
  if (plan.kind === 'CHANGES_REASON') {
    updateReason(tx, plan.hold.id, plan.reason);
    return { after: subscription, holdFacts: { holdId: plan.hold.id, changed: ['reason'] } };
  }
  const { organisationId, id: subscriptionId, holds } = subscription;
  const holdId = await insertHold(tx, { organisationId, subscriptionId, ...plan.hold });
  return { after: withHolds(subscription, [...holds, { id: holdId, ...plan.hold }]), holdFacts: { holdId } };
}
