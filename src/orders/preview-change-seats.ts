import type { z } from 'zod';
import { inSnapshot } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { optional, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { planChangeSeats } from '../subscriptions/plans.ts';
import { ChangeSeatsInput } from './change-seats.ts';
import { findForPreview, isRetry, previewOf, retryPreview } from './preview.ts';
import type { OrderPreview, PreviewEffect } from './types.ts';

export const PreviewChangeSeatsInput = ChangeSeatsInput.extend({ remoteId: optional(remoteId) });
export type PreviewChangeSeatsInput = z.output<typeof PreviewChangeSeatsInput>;

/** Returns the effect that `changeSeats` would have now, without writing. Throws the same errors. */
export async function previewChangeSeats(ctx: UseCaseContext, input: PreviewChangeSeatsInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:change'));
  const { firstOrder, remoteId, seats } = input;
  return inSnapshot(ctx.pool, async (tx) => {
    const members = { firstOrder, seats };
    const hasBeenPlaced = await isRetry(tx, ctx, { organisationId, remoteId, kind: 'CHANGE', members });
    const { subscription, now } = await findForPreview(tx, ctx, organisationId, firstOrder);
    if (hasBeenPlaced) return retryPreview({ subscription, now });
    const { currentTerm, raisedTermIds } = orThrow(planChangeSeats(subscription, ctx.actor, seats, now));
    const effects: PreviewEffect[] = ['RAISES_SEATS'];
    if (raisedTermIds.some((id) => id !== currentTerm.id)) effects.push('RAISES_SEATS_OF_NEXT_TERM');
    const { startsAt, endsAt } = currentTerm;
    return { ...previewOf(subscription, now, effects), term: { startsAt, endsAt, seats } };
  });
}
