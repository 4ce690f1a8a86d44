import type { RenewalObstacle } from '../terms/renewal-window.ts';
import type { Duration, PlannedTerm, Run } from '../terms/term.ts';

export type SubscriptionStatus = 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'CANCELLED';

/** The verbs of a subscription. */
export type SubscriptionVerb =
  | 'createRenewalOrder'
  | 'changeSeats'
  | 'suspendOrder'
  | 'resumeOrder'
  | 'cancelOrder'
  | 'keepOrder';

/** The time at which a cancellation takes effect. */
export type CancelAt = 'NOW' | 'END_OF_TERM';

/** The dates that determine the status of a subscription. */
export interface SubscriptionDates {
  readonly firstStartsAt: Temporal.Instant;
  readonly lastEndsAt: Temporal.Instant;
  readonly cancelsAt: Temporal.Instant | null;
  readonly cancelledAt: Temporal.Instant | null;
  /** The number of standing holds. */
  readonly holdCount: number;
}

/** A hold that has not been lifted. */
export interface StandingHold {
  readonly id: number;
  readonly placedById: number;
  readonly placedAt: Temporal.Instant;
}

/** A standing hold with its reason. */
export interface KnownHold extends StandingHold {
  /** The reason given by the organisation that placed it. Null if none was given. */
  readonly reason: string | null;
}

/** The state that determines the allowed verbs. */
export interface SubscriptionState extends SubscriptionDates {
  readonly duration: Duration;
  readonly run: Run;
  readonly lastStartsAt: Temporal.Instant;
  readonly renewalOpensAt: Temporal.Instant;
  readonly holds: readonly StandingHold[];
  /** The present time zone of the partner, for a new run of terms. */
  readonly timeZone: string;
}

/** A sold term that is not voided. */
export interface SoldTerm {
  readonly id: number;
  readonly seats: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly endAnnounced: boolean;
}

/** A subscription with everything that its verbs need. */
export interface Subscription extends SubscriptionState {
  readonly id: number;
  readonly organisationId: number;
  readonly customerId: number;
  readonly ratePlanId: number;
  readonly firstOrderId: number;
  /** The remote id of the first order, which identifies the subscription to callers. */
  readonly firstOrder: string;
  /** The renewal window in days of 24 hours: that of the partner, otherwise that of the product. */
  readonly windowDays: number;
  readonly windowAnnounced: boolean;
  readonly holds: readonly KnownHold[];
  /** The last two sold terms, latest first. Two suffice, because no term is sold while another has not started. */
  readonly terms: readonly SoldTerm[];
}

/** The description of a subscription in a refusal. */
export interface RefusalContext {
  /** The remote id of the first order. */
  readonly firstOrder: string;
  readonly status: SubscriptionStatus;
  readonly allowedActions: readonly SubscriptionVerb[];
}

/** The obstacle to a renewal. The reasons are the codes of the corresponding errors. */
export type Obstacle =
  | RenewalObstacle
  | { readonly reason: 'STATUS_FORBIDS' }
  | { readonly reason: 'CANCELLATION_SCHEDULED'; readonly cancelsAt: Temporal.Instant }
  | { readonly reason: 'HOLD_NOT_YOURS'; readonly heldSince: Temporal.Instant };

/** Whether a subscription can be renewed now. */
export interface RenewalEligibility {
  readonly allowed: boolean;
  /** The obstacle. Null if allowed. */
  readonly reason: Obstacle['reason'] | null;
  /** The instant from which the calendar allows a renewal. In the past if the window is open. */
  readonly opensAt: Temporal.Instant;
  /** The term that a renewal would add, now or once the window opens. Null if no renewal is possible. */
  readonly term: PlannedTerm | null;
}

/** The effect of a renewal. */
export interface RenewalPlan {
  readonly term: PlannedTerm;
  readonly seats: number;
  /** All standing holds. A renewal is refused unless the caller may lift all of them. */
  readonly liftedHolds: readonly StandingHold[];
}

/** The effect of additional seats. */
export interface SeatsPlan {
  readonly currentTerm: SoldTerm;
  /** The terms whose seats increase: the current one, and a later one with fewer seats. */
  readonly raisedTermIds: readonly number[];
  /** The number of additional seats. */
  readonly added: number;
}

/** The effect of a cancellation. */
export type CancellationPlan =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'AT_END_OF_TERM'; readonly cancelsAt: Temporal.Instant }
  | {
      readonly kind: 'NOW';
      /** The term that ends now. */
      readonly endedTerm: SoldTerm | null;
      /** The terms that will never start. */
      readonly voidedTerms: readonly SoldTerm[];
    };
