import { inSnapshot } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNotCancelled } from '../subscriptions/plans.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import { findForPreview, previewOf } from './preview.ts';
import type { SuspendOrderInput } from './suspend-order.ts';
import type { OrderPreview } from './types.ts';

/** What `suspendOrder` would do now; refused with the same errors. Writes nothing. */
export async function previewSuspendOrder(ctx: UseCaseContext, input: SuspendOrderInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:suspend'));
  return inSnapshot(ctx.pool, async (tx) => {
    const { subscription, now } = await findForPreview(tx, ctx, organisationId, input.firstOrder);
    orThrow(checkNotCancelled(subscription, ctx.actor, 'suspendOrder', now));
    const placedById = ctx.actor.organisationId;
    if (subscription.holds.some((hold) => hold.placedById === placedById)) return previewOf(subscription, now, []);
    const hold = { id: 0, placedById, placedAt: now };
    return previewOf(withHolds(subscription, [...subscription.holds, hold]), now, ['PLACES_HOLD']);
  });
}
