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
 * Takes a scheduled cancellation back. Where none is scheduled it changes nothing.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:cancel`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
 * @throws {StatusForbidsError} when the subscription is cancelled
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
      // The scheduled cancellation kept the renewal window shut. The window may have been due to open meanwhile.
      afterwards: () => announceDueTransitions(tx, subscription.id, moment),
    };
  });
}
