import { renewalOpensAt } from '../terms/renewal-window.ts';
import type { CancellationPlan, KnownHold, RenewalPlan, Subscription } from './types.ts';

// The effects of verbs on a subscription. They are pure, so that a verb writes exactly what its preview shows.

export function renewed(subscription: Subscription, { term }: RenewalPlan): Subscription {
  return {
    ...withHolds(subscription, []),
    run: term.run,
    lastStartsAt: term.startsAt,
    lastEndsAt: term.endsAt,
    renewalOpensAt: renewalOpensAt(term, subscription.windowDays),
    windowAnnounced: false,
  };
}

export function withHolds(subscription: Subscription, holds: readonly KnownHold[]): Subscription {
  return { ...subscription, holds, holdCount: holds.length };
}

/** An immediate cancellation shortens the current term, which then is the last one. */
export function cancelled(
  subscription: Subscription,
  plan: Exclude<CancellationPlan, { kind: 'NONE' }>,
  now: Temporal.Instant,
): Subscription {
  if (plan.kind === 'AT_END_OF_TERM') return { ...subscription, cancelsAt: plan.cancelsAt };
  const { endedTerm } = plan;
  const shortened = { ...subscription, cancelsAt: null, cancelledAt: now };
  if (endedTerm === null) return shortened;
  const { startsAt } = endedTerm;
  const opensAt = renewalOpensAt({ startsAt, endsAt: now }, subscription.windowDays);
  return { ...shortened, lastStartsAt: startsAt, lastEndsAt: now, renewalOpensAt: opensAt };
}

export function kept(subscription: Subscription): Subscription {
  return { ...subscription, cancelsAt: null };
}
