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

/** What a subscription is at `now`. Nothing stores a status: it follows from the dates and the holds. */
export function statusAt(dates: SubscriptionDates, now: Temporal.Instant): SubscriptionStatus {
  if (hasCome(dates.cancelledAt, now) || hasCome(dates.cancelsAt, now)) return 'CANCELLED';
  if (hasCome(dates.lastEndsAt, now)) return 'EXPIRED';
  if (!hasCome(dates.firstStartsAt, now)) return 'PENDING';
  return dates.holdCount > 0 ? 'SUSPENDED' : 'ACTIVE';
}

/** Whether a term of this subscription is running at `now`. */
export function isRunning(status: SubscriptionStatus): boolean {
  return status === 'ACTIVE' || status === 'SUSPENDED';
}

/** A hold is lifted by the organisation that placed it or by one above it. */
export function mayLift(actor: Actor, hold: Pick<StandingHold, 'placedById'>): boolean {
  return mayActFor(actor, hold.placedById);
}

/** What each verb of a subscription needs. */
const permissionFor = {
  createRenewalOrder: 'order:renew',
  changeSeats: 'order:change',
  suspendOrder: 'order:suspend',
  resumeOrder: 'order:suspend',
  cancelOrder: 'order:cancel',
  keepOrder: 'order:cancel',
} as const satisfies Record<SubscriptionVerb, Permission>;

/** The verbs that would change something if this actor called them now, and that it is permitted to call. */
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

/** The term that a renewal by this actor would add now, or what stands against it. */
export function checkRenewal(
  subscription: SubscriptionState,
  actor: Actor,
  now: Temporal.Instant,
): Result<PlannedTerm, Obstacle> {
  const { cancelsAt, holds, timeZone } = subscription;
  if (statusAt(subscription, now) === 'CANCELLED') return refused({ reason: 'STATUS_FORBIDS' });
  if (cancelsAt !== null) return refused({ reason: 'CANCELLATION_SCHEDULED', cancelsAt });
  const foreign = holds.find((hold) => !mayLift(actor, hold));
  if (foreign !== undefined) return refused({ reason: 'HOLD_NOT_YOURS', heldSince: foreign.placedAt });
  return planRenewal(subscription, timeZone, now);
}

/** Whether, why not and from when on a subscription can be renewed, and the term that would result. */
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

/** Only the calendar passes by itself; what else stands against a renewal needs somebody to act first. */
function termOnceOpen(subscription: SubscriptionState, reason: Obstacle['reason']): PlannedTerm | null {
  if (reason !== 'RENEWAL_TOO_EARLY' && reason !== 'NEXT_TERM_SOLD') return null;
  const planned = planRenewal(subscription, subscription.timeZone, subscription.renewalOpensAt);
  return planned.ok ? planned.value : null;
}
