import { z } from 'zod';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { liftHolds } from '../subscriptions/for-other-features.ts';
import { checkNotCancelled } from '../subscriptions/plans.ts';
import { mayLift, statusAt } from '../subscriptions/rules.ts';
import { withHolds } from '../subscriptions/transitions.ts';
import { changeSubscription } from './change-subscription.ts';
import type { OrderResult } from './types.ts';

export const ResumeOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
});
export type ResumeOrderInput = z.output<typeof ResumeOrderInput>;

/**
 * Lifts the holds of the acting organisation and of those below it. A hold from above stays. Without any such hold, it
 * changes nothing. The term does not become longer by the time of the suspension.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:suspend`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 * @throws {StatusForbidsError} if the subscription is cancelled
 */
export async function resumeOrder(ctx: UseCaseContext, input: ResumeOrderInput): Promise<OrderResult> {
  const verb = { verb: 'resumeOrder', permission: 'order:suspend' } as const;
  return changeSubscription(ctx, input, verb, async (tx, { subscription, moment: { now } }) => {
    orThrow(checkNotCancelled(subscription, ctx.actor, 'resumeOrder', now));
    const [lifted, left] = partition(subscription.holds, (hold) => mayLift(ctx.actor, hold));
    if (lifted.length === 0) return undefined;
    const liftedHoldIds = lifted.map(({ id }) => id);
    liftHolds(tx, liftedHoldIds, now);
    const after = withHolds(subscription, left);
    return {
      after,
      before: { status: statusAt(subscription, now) },
      facts: { status: statusAt(after, now), liftedHoldIds },
    };
  });
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
