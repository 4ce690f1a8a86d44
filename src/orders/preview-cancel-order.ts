import { inSnapshot } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { planCancellation } from '../subscriptions/plans.ts';
import { cancelled } from '../subscriptions/transitions.ts';
import type { CancellationPlan } from '../subscriptions/types.ts';
import type { CancelOrderInput } from './cancel-order.ts';
import { findForPreview, previewOf } from './preview.ts';
import type { OrderPreview, PreviewEffect, PreviewedTerm } from './types.ts';

/** Returns the effect that `cancelOrder` would have now, without writing. Throws the same errors. */
export async function previewCancelOrder(ctx: UseCaseContext, input: CancelOrderInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:cancel'));
  return inSnapshot(ctx.pool, async (tx) => {
    const { subscription, now } = await findForPreview(tx, ctx, organisationId, input.firstOrder);
    const plan = orThrow(planCancellation(subscription, ctx.actor, input.at, now));
    if (plan.kind === 'NONE') return previewOf(subscription, now, []);
    return { ...previewOf(cancelled(subscription, plan, now), now, effectsOf(plan)), term: endedTerm(plan, now) };
  });
}

function effectsOf(plan: CancellationPlan): PreviewEffect[] {
  if (plan.kind !== 'NOW') return ['SCHEDULES_CANCELLATION'];
  const effects: PreviewEffect[] = ['CANCELS'];
  if (plan.endedTerm !== null) effects.push('ENDS_CURRENT_TERM');
  if (plan.voidedTerms.length > 0) effects.push('VOIDS_NEXT_TERM');
  return effects;
}

function endedTerm(plan: CancellationPlan, now: Temporal.Instant): PreviewedTerm | null {
  if (plan.kind !== 'NOW' || plan.endedTerm === null) return null;
  const { startsAt, seats } = plan.endedTerm;
  return { startsAt, endsAt: now, seats };
}
