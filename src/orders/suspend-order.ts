import { z } from 'zod';
import type { Transaction } from '../db/transactions/transaction.ts';
import { optional, organisationOrOwn, remoteId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { insertHold, updateReason } from '../subscriptions/for-other-features.ts';
import { planSuspension, type SuspensionPlan } from '../subscriptions/plans.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { changeSubscription } from './change-subscription.ts';
import type { OrderResult } from './types.ts';

export const SuspendOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  /** The reason of the hold, as text for people. */
  reason: optional(text(500, 'PROSE')),
});
export type SuspendOrderInput = z.output<typeof SuspendOrderInput>;

/**
 * Places a hold of the acting organisation. A second call keeps the same hold and its start: another reason replaces the
 * old one, and the same one or none changes nothing. The term continues. Contract: envelope A5.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:suspend`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 * @throws {StatusForbidsError} if the subscription is cancelled
 */
export async function suspendOrder(ctx: UseCaseContext, input: SuspendOrderInput): Promise<OrderResult> {
  const verb = { verb: 'suspendOrder', permission: 'order:suspend', locksTree: true } as const;
  return changeSubscription(ctx, input, verb, async (tx, { subscription, moment: { now } }) => {
    const plan = orThrow(planSuspension(subscription, ctx.actor, input.reason, now));
    if (plan.kind === 'NONE') return undefined;
    const { after, holdFacts } = await suspend(tx, subscription, plan);
    return {
      after,
      before: { status: statusAt(subscription, now) },
      facts: { status: statusAt(after, now), ...holdFacts },
    };
  });
}

/** Writes a suspension. Returns the subscription afterwards, and the facts of the event, which leave out the reason. */
async function suspend(tx: Transaction, subscription: Subscription, plan: Exclude<SuspensionPlan, { kind: 'NONE' }>) {
  if (plan.kind === 'CHANGES_REASON') {
    updateReason(tx, plan.hold.id, plan.reason);
    return { after: subscription, holdFacts: { holdId: plan.hold.id, changed: ['reason'] } };
  }
  const { organisationId, id: subscriptionId, holds } = subscription;
  const holdId = await insertHold(tx, { organisationId, subscriptionId, ...plan.hold });
  return { after: withHolds(subscription, [...holds, { id: holdId, ...plan.hold }]), holdFacts: { holdId } };
}
