import { inSnapshot } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { planSuspension } from '../subscriptions/plans.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import { findForPreview, previewOf } from './preview.ts';
import type { SuspendOrderInput } from './suspend-order.ts';
import type { OrderPreview } from './types.ts';

/** Returns the effect that `suspendOrder` would have now, without writing. Throws the same errors. */
export async function previewSuspendOrder(ctx: UseCaseContext, input: SuspendOrderInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:suspend'));
  return inSnapshot(ctx.pool, async (tx) => {
    const { subscription, now } = await findForPreview(tx, ctx, organisationId, input.firstOrder);
    const plan = orThrow(planSuspension(subscription, ctx.actor, input.reason, now));
    if (plan.kind === 'NONE') return previewOf(subscription, now, []);
    if (plan.kind === 'CHANGES_REASON') return previewOf(subscription, now, ['CHANGES_HOLD_REASON']);
    const held = withHolds(subscription, [...subscription.holds, { id: 0, ...plan.hold }]);
    return previewOf(held, now, ['PLACES_HOLD']);
  });
}
