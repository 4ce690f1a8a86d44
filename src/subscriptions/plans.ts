import type { Actor } from '../shared/actor.ts';
import { hasCome } from '../shared/clock.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import {
  CancellationScheduledError,
  HoldNotYoursError,
  NextTermSoldError,
  RenewalTooEarlyError,
  SeatsNotIncreasedError,
  StatusForbidsError,
  type SubscriptionRefusal,
} from './errors.ts';
import { allowedActions, checkRenewal, isRunning, statusAt } from './rules.ts';
import type {
  CancelAt,
  CancellationPlan,
  KnownHold,
  Obstacle,
  RefusalContext,
  RenewalPlan,
  SeatsPlan,
  SoldTerm,
  Subscription,
  SubscriptionVerb,
} from './types.ts';

// The plans of verbs. A verb executes its plan; a preview returns it.

/**
 * Returns the effect of a renewal by `actor`. The default for `seats` is the number of the last term. Contract:
 * envelope A3, rules R1 and R2.
 */
export function planRenewalOrder(
  subscription: Subscription,
  actor: Actor,
  seats: number | undefined,
  now: Temporal.Instant,
): Result<RenewalPlan, SubscriptionRefusal> {
  const check = checkRenewal(subscription, actor, now);
  if (!check.ok) return refused(renewalRefusal(check.error, standingAt(subscription, actor, now)));
  const { terms, holds } = subscription;
  return allowed({ term: check.value, seats: seats ?? expectTerm(terms[0]).seats, liftedHolds: holds });
}

/** Returns the effect of increasing the current term to `seats` seats. Later terms with fewer seats are raised too. */
export function planChangeSeats(
  subscription: Subscription,
  actor: Actor,
  seats: number,
  now: Temporal.Instant,
): Result<SeatsPlan, SubscriptionRefusal> {
  const forbidden = forbiddenUnless(isRunning(statusAt(subscription, now)), 'changeSeats', subscription, actor, now);
  if (forbidden !== null) return refused(forbidden);
  const unended = subscription.terms.filter((term) => !hasCome(term.endsAt, now));
  const currentTerm = expectTerm(unended.find((term) => hasCome(term.startsAt, now)));
  if (seats <= currentTerm.seats) {
    const context = standingAt(subscription, actor, now);
    return refused(new SeatsNotIncreasedError(context, seats, currentTerm.seats));
  }
  const raisedTermIds = unended.filter((term) => term.seats < seats).map((term) => term.id);
  return allowed({ currentTerm, raisedTermIds, added: seats - currentTerm.seats });
}

/**
 * Returns the effect of a cancellation. It has none if the subscription is cancelled, or the same cancellation is
 * already scheduled.
 */
export function planCancellation(
  subscription: Subscription,
  actor: Actor,
  at: CancelAt,
  now: Temporal.Instant,
): Result<CancellationPlan, SubscriptionRefusal> {
  const status = statusAt(subscription, now);
  if (status === 'CANCELLED') return allowed({ kind: 'NONE' });
  if (at === 'END_OF_TERM') {
    const forbidden = forbiddenUnless(status !== 'EXPIRED', 'cancelOrder', subscription, actor, now);
    if (forbidden !== null) return refused(forbidden);
    if (subscription.cancelsAt !== null) return allowed({ kind: 'NONE' });
    return allowed({ kind: 'AT_END_OF_TERM', cancelsAt: subscription.lastEndsAt });
  }
  const unended = subscription.terms.filter((term) => !hasCome(term.endsAt, now));
  return allowed({
    kind: 'NOW',
    endedTerm: unended.find((term) => hasCome(term.startsAt, now)) ?? null,
    voidedTerms: unended.filter((term) => !hasCome(term.startsAt, now)),
  });
}

/** The effect of a suspension. */
export type SuspensionPlan =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'PLACES_HOLD'; readonly hold: Omit<KnownHold, 'id'> }
  | { readonly kind: 'CHANGES_REASON'; readonly hold: KnownHold; readonly reason: string };

/**
 * Returns the effect of a suspension by `actor`: it places a hold, or changes the reason of its existing hold. Without
 * a reason, the hold keeps its reason.
 */
export function planSuspension(
  subscription: Subscription,
  actor: Actor,
  reason: string | undefined,
  now: Temporal.Instant,
): Result<SuspensionPlan, SubscriptionRefusal> {
  const check = checkNotCancelled(subscription, actor, 'suspendOrder', now);
  if (!check.ok) return check;
  const placedById = actor.organisationId;
  const hold = subscription.holds.find((hold) => hold.placedById === placedById);
  if (hold === undefined) {
    return allowed({ kind: 'PLACES_HOLD', hold: { placedById, placedAt: now, reason: reason ?? null } });
  }
  if (reason === undefined || reason === hold.reason) return allowed({ kind: 'NONE' });
  return allowed({ kind: 'CHANGES_REASON', hold, reason });
}

/** Checks that a subscription is not cancelled. All other statuses allow these verbs. */
export function checkNotCancelled(
  subscription: Subscription,
  actor: Actor,
  verb: 'suspendOrder' | 'resumeOrder' | 'keepOrder',
  now: Temporal.Instant,
): Result<void, SubscriptionRefusal> {
  const isCancelled = statusAt(subscription, now) === 'CANCELLED';
  const forbidden = forbiddenUnless(!isCancelled, verb, subscription, actor, now);
  return forbidden === null ? allowed(undefined) : refused(forbidden);
}

/** A subscription that is not cancelled has a sold term, and a current one while it runs. */
function expectTerm(term: SoldTerm | undefined): SoldTerm {
  if (term === undefined) throw new Error('A live subscription has no term');
  return term;
}

function forbiddenUnless(
  isAllowed: boolean,
  verb: SubscriptionVerb,
  subscription: Subscription,
  actor: Actor,
  now: Temporal.Instant,
): StatusForbidsError | null {
  return isAllowed ? null : new StatusForbidsError(standingAt(subscription, actor, now), verb);
}

function standingAt(subscription: Subscription, actor: Actor, now: Temporal.Instant): RefusalContext {
  return {
    firstOrder: subscription.firstOrder,
    status: statusAt(subscription, now),
    allowedActions: allowedActions(subscription, actor, now),
  };
}

function renewalRefusal(obstacle: Obstacle, context: RefusalContext): SubscriptionRefusal {
  switch (obstacle.reason) {
    case 'STATUS_FORBIDS':
      return new StatusForbidsError(context, 'createRenewalOrder');
    case 'CANCELLATION_SCHEDULED':
      return new CancellationScheduledError(context, obstacle.cancelsAt);
    case 'HOLD_NOT_YOURS':
      return new HoldNotYoursError(context, obstacle.heldSince);
    case 'NEXT_TERM_SOLD':
      return new NextTermSoldError(context, obstacle.startsAt, obstacle.opensAt);
    case 'RENEWAL_TOO_EARLY':
      return new RenewalTooEarlyError(context, obstacle.opensAt);
  }
}
