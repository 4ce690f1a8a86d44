/** The time of a use case. */
export interface Moment {
  /** The time by the organisation's clock, in whole seconds. Rules use it, and it is stored as domain time. */
  readonly now: Temporal.Instant;
  /** The real time, for the audit trail. */
  readonly recordedAt: Temporal.Instant;
}

/** Whether `instant` has come at `now`. Equality counts: a term that ends at `now` has ended. */
export function hasCome(instant: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return instant !== null && Temporal.Instant.compare(instant, now) <= 0;
}

/** Returns an instant rounded down to whole seconds, the precision of domain time. */
export function wholeSecond(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'second', roundingMode: 'floor' });
}

/** Returns an instant in Unix seconds, rounded down. */
export function unixSeconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}

export function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return hasCome(one, other) ? other : one;
}
