import { DomainError } from '../shared/domain-error.ts';
import type { RefusalContext, SubscriptionStatus, SubscriptionVerb } from './types.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    STATUS_FORBIDS: StatusForbidsError;
    RENEWAL_TOO_EARLY: RenewalTooEarlyError;
    NEXT_TERM_SOLD: NextTermSoldError;
    CANCELLATION_SCHEDULED: CancellationScheduledError;
    HOLD_NOT_YOURS: HoldNotYoursError;
    SEATS_NOT_INCREASED: SeatsNotIncreasedError;
  }
}

/** A valid request that the present state of the subscription does not allow. */
export abstract class SubscriptionRefusal extends DomainError implements RefusalContext {
  readonly firstOrder: string;
  readonly status: SubscriptionStatus;
  readonly allowedActions: readonly SubscriptionVerb[];

  constructor(standing: RefusalContext) {
    super();
    this.firstOrder = standing.firstOrder;
    this.status = standing.status;
    this.allowedActions = standing.allowedActions;
  }
}

/** The status of the subscription does not allow the verb. */
export class StatusForbidsError extends SubscriptionRefusal {
  readonly code = 'STATUS_FORBIDS';
  readonly verb: SubscriptionVerb;

  constructor(standing: RefusalContext, verb: SubscriptionVerb) {
    super(standing);
    this.verb = verb;
  }
}

/** The renewal window has not opened yet. */
export class RenewalTooEarlyError extends SubscriptionRefusal {
  readonly code = 'RENEWAL_TOO_EARLY';
  readonly opensAt: Temporal.Instant;

  constructor(standing: RefusalContext, opensAt: Temporal.Instant) {
    super(standing);
    this.opensAt = opensAt;
  }
}

/** The next term is already sold and has not started. */
export class NextTermSoldError extends SubscriptionRefusal {
  readonly code = 'NEXT_TERM_SOLD';
  readonly startsAt: Temporal.Instant;
  /** The instant at which the renewal window of that term opens. */
  readonly opensAt: Temporal.Instant;

  constructor(standing: RefusalContext, startsAt: Temporal.Instant, opensAt: Temporal.Instant) {
    super(standing);
    this.startsAt = startsAt;
    this.opensAt = opensAt;
  }
}

/** A cancellation is scheduled. `keepOrder` must withdraw it before a renewal. */
export class CancellationScheduledError extends SubscriptionRefusal {
  readonly code = 'CANCELLATION_SCHEDULED';
  readonly cancelsAt: Temporal.Instant;

  constructor(standing: RefusalContext, cancelsAt: Temporal.Instant) {
    super(standing);
    this.cancelsAt = cancelsAt;
  }
}

/** An organisation above the caller placed a hold, which the caller may not lift. */
export class HoldNotYoursError extends SubscriptionRefusal {
  readonly code = 'HOLD_NOT_YOURS';
  readonly heldSince: Temporal.Instant;

  constructor(standing: RefusalContext, heldSince: Temporal.Instant) {
    super(standing);
    this.heldSince = heldSince;
  }
}

/** The number of seats can only increase within a term. It can decrease at a renewal. */
export class SeatsNotIncreasedError extends SubscriptionRefusal {
  readonly code = 'SEATS_NOT_INCREASED';
  readonly requestedSeats: number;
  readonly currentSeats: number;

  constructor(standing: RefusalContext, requestedSeats: number, currentSeats: number) {
    super(standing);
    this.requestedSeats = requestedSeats;
    this.currentSeats = currentSeats;
  }
}
