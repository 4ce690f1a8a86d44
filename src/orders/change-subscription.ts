import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import type { EventFacts } from '../events/types.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { lockAsDescendant } from '../organisations/tree-lock.ts';
import type { Permission } from '../shared/permission.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { updateSubscription } from '../subscriptions/for-other-features.ts';
import type { Subscription, SubscriptionVerb } from '../subscriptions/types.ts';
import { type OpenedSubscription, openSubscription } from './open-subscription.ts';
import type { OrderResult } from './types.ts';

/** A subscription by the partner's id of its first order. */
interface SubscriptionReference {
  readonly organisation?: number | undefined;
  readonly firstOrder: string;
}

/** A verb that changes a subscription, and what it requires. */
interface ChangeVerb {
  readonly verb: SubscriptionVerb;
  readonly permission: Permission;
  /** Whether the organisation must stay at or below the actor's until the change is committed. */
  readonly locksTree?: boolean;
}

/** A change of a subscription, and the facts of its event. */
interface SubscriptionChange {
  readonly after: Subscription;
  readonly before: EventFacts;
  readonly facts: EventFacts;
  /** Runs after the change and its event are written. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * Runs a verb that changes a subscription. It locks the subscription and calls `change`, which applies the rules and
 * writes terms and holds. Then it writes the subscription and the event, unless `change` returns undefined.
 *
 * @throws {PermissionDeniedError} if the actor lacks the permission
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 */
export async function changeSubscription(
  ctx: UseCaseContext,
  { organisation, firstOrder }: SubscriptionReference,
  { verb, permission, locksTree = false }: ChangeVerb,
  change: (tx: Transaction, opened: OpenedSubscription) => Promise<SubscriptionChange | undefined>,
): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, organisation, permission));
  return inTransaction(ctx.pool, async (tx) => {
    if (locksTree) await lockAsDescendant(tx, ctx.actor, organisationId);
    const opened = await openSubscription(tx, ctx, organisationId, firstOrder);
    const { subscription, moment } = opened;
    const { now } = moment;
    const changed = await change(tx, opened);
    if (changed !== undefined) {
      const { after, before, facts, afterwards } = changed;
      updateSubscription(tx, after, now);
      const about = { organisationId, subjectType: 'SUBSCRIPTION', subjectId: subscription.id } as const;
      recordEvent(tx, ctx, moment, { verb, ...about, before, after: facts });
      await afterwards?.();
    }
    return { orderId: subscription.firstOrderId, subscriptionId: subscription.id, now };
  });
}
