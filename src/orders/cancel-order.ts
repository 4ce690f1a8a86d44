import { z } from 'zod';
import type { Transaction } from '../db/transactions/transaction.ts';
import { expected, organisationOrOwn, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { endTerm, voidTerms } from '../subscriptions/for-other-features.ts';
import { planCancellation } from '../subscriptions/plans.ts';
import { statusAt } from '../subscriptions/rules.ts';
import { cancelled } from '../subscriptions/transitions.ts';
import type { CancellationPlan } from '../subscriptions/types.ts';
import { changeSubscription } from './change-subscription.ts';
import type { OrderResult } from './types.ts';

export const CancelOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
  at: z.enum(['NOW', 'END_OF_TERM'], expected('NOW or END_OF_TERM')).default('NOW'),
});
export type CancelOrderInput = z.output<typeof CancelOrderInput>;

/**
 * Cancels a subscription. An immediate cancellation ends the current term and voids a later one. A cancellation at the end
 * of the last sold term changes nothing until then, and `keepOrder` can withdraw it. An effective cancellation is final,
 * and nothing is refunded. A repeated call changes nothing. Contract: envelope A4.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:cancel`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 * @throws {StatusForbidsError} if `at` is END_OF_TERM and the last term has ended
 */
export async function cancelOrder(ctx: UseCaseContext, input: CancelOrderInput): Promise<OrderResult> {
  const verb = { verb: 'cancelOrder', permission: 'order:cancel' } as const;
  return changeSubscription(ctx, input, verb, async (tx, { subscription, moment: { now } }) => {
    const plan = orThrow(planCancellation(subscription, ctx.actor, input.at, now));
    if (plan.kind === 'NONE') return undefined;
    const after = cancelled(subscription, plan, now);
    const changedTerms = await changeTerms(tx, plan, now);
    const { cancelsAt, cancelledAt, lastEndsAt: endsAt } = after;
    return {
      after,
      before: {
        status: statusAt(subscription, now),
        endsAt: subscription.lastEndsAt,
        cancelsAt: subscription.cancelsAt,
      },
      facts: { status: statusAt(after, now), endsAt, cancelsAt, cancelledAt, ...changedTerms },
    };
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
