import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { expected, optional, ourId, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { endTerm, updateSubscription, voidTerms } from '../subscriptions/for-other-features.ts';
import { planCancellation } from '../subscriptions/plans.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { cancelled } from '../subscriptions/transitions.ts';
import type { CancellationPlan } from '../subscriptions/types.ts';
import { openSubscription } from './open-subscription.ts';
import type { OrderResult } from './types.ts';

export const CancelOrderInput = z.object({
  organisation: optional(ourId),
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  at: z.enum(['NOW', 'END_OF_TERM'], expected('NOW or END_OF_TERM')).default('NOW'),
});
export type CancelOrderInput = z.output<typeof CancelOrderInput>;

/**
 * Cancels now, which ends the current term and voids what was sold after it, or at the end of the last sold term, until
 * which nothing changes and `keepOrder` can take it back. Final once effective; nothing is refunded. A cancelled
 * subscription answers the same again. Contract: envelope A4.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:cancel`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
 * @throws {StatusForbidsError} at the end of the term, when that has passed
 */
export async function cancelOrder(ctx: UseCaseContext, input: CancelOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:cancel'));
  return inTransaction(ctx.pool, async (tx) => {
    const { subscription, moment } = await openSubscription(tx, ctx, organisationId, input.firstOrder);
    const { now } = moment;
    const { id: subscriptionId, firstOrderId: orderId } = subscription;
    const plan = orThrow(planCancellation(subscription, ctx.actor, input.at, now));
    if (plan.kind === 'NONE') return { orderId, subscriptionId, now };

    const after = cancelled(subscription, plan, now);
    const changedTerms = await changeTerms(tx, plan, now);
    updateSubscription(tx, after, now);
    const { cancelsAt, cancelledAt, lastEndsAt: endsAt } = after;
    recordEvent(tx, ctx, moment, {
      verb: 'cancelOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: {
        status: statusAt(subscription, now),
        endsAt: subscription.lastEndsAt,
        cancelsAt: subscription.cancelsAt,
      },
      after: { status: statusAt(after, now), endsAt, cancelsAt, cancelledAt, ...changedTerms },
    });
    return { orderId, subscriptionId, now };
  });
}

async function changeTerms(tx: Transaction, plan: CancellationPlan, now: Temporal.Instant) {
  if (plan.kind !== 'NOW') return {};
  const endedTermId = plan.endedTerm?.id ?? null;
  const voidedTermIds = plan.voidedTerms.map((term) => term.id);
  if (endedTermId !== null) endTerm(tx, endedTermId, now);
  if (voidedTermIds.length > 0) voidTerms(tx, voidedTermIds, now);
  return { endedTermId, voidedTermIds };
}
