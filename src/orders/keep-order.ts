import { z } from 'zod';
import { announceDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNotCancelled } from '../subscriptions/plans.ts';
import { kept } from '../subscriptions/transitions.ts';
import { changeSubscription } from './change-subscription.ts';
import type { OrderResult } from './types.ts';

export const KeepOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the first order. */
  firstOrder: remoteId,
});
export type KeepOrderInput = z.output<typeof KeepOrderInput>;

/**
 * Withdraws a scheduled cancellation. Without one, it changes nothing.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:cancel`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 * @throws {StatusForbidsError} if the subscription is cancelled
 */
export async function keepOrder(ctx: UseCaseContext, input: KeepOrderInput): Promise<OrderResult> {
  const verb = { verb: 'keepOrder', permission: 'order:cancel' } as const;
  return changeSubscription(ctx, input, verb, async (tx, { subscription, moment }) => {
    const { cancelsAt } = subscription;
    orThrow(checkNotCancelled(subscription, ctx.actor, 'keepOrder', moment.now));
    if (cancelsAt === null) return undefined;
    return {
      after: kept(subscription),
      before: { cancelsAt },
      facts: { cancelsAt: null },
      // The scheduled cancellation kept the renewal window closed, although it may have become due.
      afterwards: () => announceDueTransitions(tx, subscription.id, moment),
    };
  });
}
