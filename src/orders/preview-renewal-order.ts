import type { z } from 'zod';
import { inSnapshot, type Transaction } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { optional, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findSeatUse } from '../subscriptions/for-other-features.ts';
import { planRenewalOrder } from '../subscriptions/plans.ts';
import { renewed } from '../subscriptions/transitions.ts';
import type { RenewalPlan, Subscription } from '../subscriptions/types.ts';
import { CreateRenewalOrderInput } from './create-renewal-order.ts';
import { findForPreview, isRetry, previewOf, retryPreview } from './preview.ts';
import type { OrderPreview, PreviewEffect } from './types.ts';

export const PreviewRenewalOrderInput = CreateRenewalOrderInput.extend({ remoteId: optional(remoteId) });
export type PreviewRenewalOrderInput = z.output<typeof PreviewRenewalOrderInput>;

/** Returns the effect that `createRenewalOrder` would have now, without writing. Throws the same errors. */
export async function previewRenewalOrder(ctx: UseCaseContext, input: PreviewRenewalOrderInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:renew'));
  const { firstOrder, remoteId, seats } = input;
  return inSnapshot(ctx.pool, async (tx) => {
    const members = { firstOrder, seats };
    const hasBeenPlaced = await isRetry(tx, ctx, { organisationId, remoteId, kind: 'RENEWAL', members });
    const { subscription, now } = await findForPreview(tx, ctx, organisationId, firstOrder);
    if (hasBeenPlaced) return retryPreview({ subscription, now });
    const plan = orThrow(planRenewalOrder(subscription, ctx.actor, seats, now));
    const { startsAt, endsAt } = plan.term;
    const hasTooFewSeats = await wouldHaveTooFewSeats(tx, subscription, plan, now);
    return {
      ...previewOf(renewed(subscription, plan), now, effectsOf(plan)),
      term: { startsAt, endsAt, seats: plan.seats },
      warnings: hasTooFewSeats ? ['FEWER_SEATS_THAN_ACTIVE_USERS'] : [],
    };
  });
}

function effectsOf({ term, liftedHolds }: RenewalPlan): PreviewEffect[] {
  const effects: PreviewEffect[] = ['ADDS_TERM'];
  if (term.period === 1) effects.push('STARTS_NEW_RUN');
  if (liftedHolds.length > 0) effects.push('LIFTS_HOLDS');
  return effects;
}

/** Whether the customer would have more active users than seats. This causes a warning; no user is disabled. */
async function wouldHaveTooFewSeats(
  tx: Transaction,
  subscription: Subscription,
  plan: RenewalPlan,
  now: Temporal.Instant,
): Promise<boolean> {
  const others = await findSeatUse(tx, subscription, now, subscription.id);
  return others.seats + plan.seats < others.activeUsers;
}
