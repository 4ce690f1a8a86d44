import { type Actor, mayActFor } from '../shared/actor.ts';
import { hasCome } from '../shared/clock.ts';
import type { Permission } from '../shared/permission.ts';
import { type Result, refused } from '../shared/result.ts';
import { planRenewal } from '../terms/renewal-window.ts';
import type { PlannedTerm } from '../terms/term.ts';
import type {
  Obstacle,
  RenewalEligibility,
  StandingHold,
  SubscriptionDates,
  SubscriptionState,
  SubscriptionStatus,
  SubscriptionVerb,
} from './types.ts';

/** Returns the status of a subscription at `now`. It is derived from dates and holds, and never stored. */
export function statusAt(dates: SubscriptionDates, now: Temporal.Instant): SubscriptionStatus {
  if (hasCome(dates.cancelledAt, now) || hasCome(dates.cancelsAt, now)) return 'CANCELLED';
  if (hasCome(dates.lastEndsAt, now)) return 'EXPIRED';
  if (!hasCome(dates.firstStartsAt, now)) return 'PENDING';
  return dates.holdCount > 0 ? 'SUSPENDED' : 'ACTIVE';
}

/** Whether a term is running, given the status of the subscription. */
export function isRunning(status: SubscriptionStatus): boolean {
  return status === 'ACTIVE' || status === 'SUSPENDED';
}

/** Whether an actor may lift a hold. The organisation that placed it and those above may. */
export function mayLift(actor: Actor, hold: Pick<StandingHold, 'placedById'>): boolean {
  return mayActFor(actor, hold.placedById);
}

/** The permission of each verb. */
const permissionFor = {
  createRenewalOrder: 'order:renew',
  changeSeats: 'order:change',
  suspendOrder: 'order:suspend',
  resumeOrder: 'order:suspend',
  cancelOrder: 'order:cancel',
  keepOrder: 'order:cancel',
} as const satisfies Record<SubscriptionVerb, Permission>;

/** Returns the verbs that would change something now and that the actor is permitted to call. */
export function allowedActions(
  subscription: SubscriptionState,
  actor: Actor,
  now: Temporal.Instant,
): SubscriptionVerb[] {
  const status = statusAt(subscription, now);
  if (status === 'CANCELLED') return [];
  const { holds, cancelsAt } = subscription;
  const isAllowed = {
    createRenewalOrder: checkRenewal(subscription, actor, now).ok,
    changeSeats: isRunning(status),
    suspendOrder: !holds.some((hold) => hold.placedById === actor.organisationId),
    resumeOrder: holds.some((hold) => mayLift(actor, hold)),
    cancelOrder: true,
    keepOrder: cancelsAt !== null,
  } satisfies Record<SubscriptionVerb, boolean>;
  const isPermitted = (verb: SubscriptionVerb) => actor.permissions.has(permissionFor[verb]);
  return (Object.keys(isAllowed) as SubscriptionVerb[]).filter((verb) => isAllowed[verb] && isPermitted(verb));
}

/** Returns the term that a renewal by this actor would add now, or the obstacle. */
export function checkRenewal(
  subscription: SubscriptionState,
  actor: Actor,
  now: Temporal.Instant,
): Result<PlannedTerm, Obstacle> {
  const { cancelsAt, holds, timeZone } = subscription;
  if (statusAt(subscription, now) === 'CANCELLED') return refused({ reason: 'STATUS_FORBIDS' });
  if (cancelsAt !== null) return refused({ reason: 'CANCELLATION_SCHEDULED', cancelsAt });
  const unliftable = holds.find((hold) => !mayLift(actor, hold));
  if (unliftable !== undefined) return refused({ reason: 'HOLD_NOT_YOURS', heldSince: unliftable.placedAt });
  return planRenewal(subscription, timeZone, now);
}

/** Returns whether a subscription can be renewed, the obstacle, the opening of the window, and the resulting term. */
export function renewalEligibility(
  subscription: SubscriptionState,
  actor: Actor,
  now: Temporal.Instant,
): RenewalEligibility {
  const check = checkRenewal(subscription, actor, now);
  const opensAt = subscription.renewalOpensAt;
  if (check.ok) return { allowed: true, reason: null, opensAt, term: check.value };
  const { reason } = check.error;
  return { allowed: false, reason, opensAt, term: termOnceOpen(subscription, reason) };
}

/** Only obstacles of the calendar disappear with time. The others require an action. */
function termOnceOpen(subscription: SubscriptionState, reason: Obstacle['reason']): PlannedTerm | null {
  if (reason !== 'RENEWAL_TOO_EARLY' && reason !== 'NEXT_TERM_SOLD') return null;
  const planned = planRenewal(subscription, subscription.timeZone, subscription.renewalOpensAt);
  return planned.ok ? planned.value : null;
}
