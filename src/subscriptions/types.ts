import type { RenewalObstacle } from '../terms/renewal-window.ts';
import type { Duration, PlannedTerm, Run } from '../terms/term.ts';

export type SubscriptionStatus = 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'CANCELLED';

/** The verbs of a subscription, spelled as they are everywhere. */
export type SubscriptionVerb =
  | 'createRenewalOrder'
  | 'changeSeats'
  | 'suspendOrder'
  | 'resumeOrder'
  | 'cancelOrder'
  | 'keepOrder';

/** When a cancellation takes effect. */
export type CancelAt = 'NOW' | 'END_OF_TERM';

/** The dates from which a subscription's status follows. */
export interface SubscriptionDates {
  readonly firstStartsAt: Temporal.Instant;
  readonly lastEndsAt: Temporal.Instant;
  readonly cancelsAt: Temporal.Instant | null;
  readonly cancelledAt: Temporal.Instant | null;
  /** How many holds stand. */
  readonly holdCount: number;
}

/** A standing reason for suspension. */
export interface StandingHold {
  readonly id: number;
  readonly placedById: number;
  readonly placedAt: Temporal.Instant;
}

/** A standing hold as its verbs need it. */
export interface KnownHold extends StandingHold {
  /** Why, in the words of the organisation that placed it; null where it said nothing. */
  readonly reason: string | null;
}

/** What decides which verbs are allowed. */
export interface SubscriptionState extends SubscriptionDates {
  readonly duration: Duration;
  readonly run: Run;
  readonly lastStartsAt: Temporal.Instant;
  readonly renewalOpensAt: Temporal.Instant;
  readonly holds: readonly StandingHold[];
  /** The partner's present time zone, for a run that begins from now on. */
  readonly timeZone: string;
}

/** A sold term that has not been voided. */
export interface SoldTerm {
  readonly id: number;
  readonly seats: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly endAnnounced: boolean;
}

/** A subscription with all that its verbs need. */
export interface Subscription extends SubscriptionState {
  readonly id: number;
  readonly organisationId: number;
  readonly customerId: number;
  readonly ratePlanId: number;
  readonly firstOrderId: number;
  /** The partner's id of the first order, by which the subscription is addressed. */
  readonly firstOrder: string;
  /** The renewal window in days of 24 hours: the partner's own, else the product's. */
  readonly windowDays: number;
  readonly windowAnnounced: boolean;
  readonly holds: readonly KnownHold[];
  /** The last two sold terms, latest first. No term is sold while another has not started, so two tell all. */
  readonly terms: readonly SoldTerm[];
}

/** How a refusal describes the subscription to the caller who was refused. */
export interface RefusalContext {
  /** The partner's id of the first order. */
  readonly firstOrder: string;
  readonly status: SubscriptionStatus;
  readonly allowedActions: readonly SubscriptionVerb[];
}

/** What stands against a renewal now; the reasons are the codes of the errors with which it would be refused. */
export type Obstacle =
  | RenewalObstacle
  | { readonly reason: 'STATUS_FORBIDS' }
  | { readonly reason: 'CANCELLATION_SCHEDULED'; readonly cancelsAt: Temporal.Instant }
  | { readonly reason: 'HOLD_NOT_YOURS'; readonly heldSince: Temporal.Instant };

/** Whether a subscription can be renewed now, as data. */
export interface RenewalEligibility {
  readonly allowed: boolean;
  /** Why not; null when allowed. */
  readonly reason: Obstacle['reason'] | null;
  /** From when on the calendar allows it; in the past when the window is open. */
  readonly opensAt: Temporal.Instant;
  /** The term that a renewal would add, now or once the window opens; null where no renewal is possible at all. */
  readonly term: PlannedTerm | null;
}

/** What a renewal would do. */
export interface RenewalPlan {
  readonly term: PlannedTerm;
  readonly seats: number;
  /** Every hold that stands: a renewal is refused unless the caller may lift them all. */
  readonly liftedHolds: readonly StandingHold[];
}

/** What more seats would do. */
export interface SeatsPlan {
  readonly currentTerm: SoldTerm;
  /** The terms that get the new number: the current one, and a later one that has fewer. */
  readonly raisedTermIds: readonly number[];
  /** How many seats are bought on top of the current ones. */
  readonly added: number;
}

/** What a cancellation would do. */
export type CancellationPlan =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'AT_END_OF_TERM'; readonly cancelsAt: Temporal.Instant }
  | {
      readonly kind: 'NOW';
      /** The term that ends now instead of later. */
      readonly endedTerm: SoldTerm | null;
      /** The terms that never start. */
      readonly voidedTerms: readonly SoldTerm[];
    };
