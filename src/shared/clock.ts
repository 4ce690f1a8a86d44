/** The time at which a use case acts. */
export interface Moment {
  /** By the organisation's clock, in whole seconds: what rules decide with and what is stored as domain time. */
  readonly now: Temporal.Instant;
  /** In real time, for the record. */
  readonly recordedAt: Temporal.Instant;
}

/** Whether `instant` has come at `now`. The instant itself counts: a term that ends at `now` has ended. */
export function hasCome(instant: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return instant !== null && Temporal.Instant.compare(instant, now) <= 0;
}

/** The instant without its fraction of a second: domain instants are whole seconds, floored. */
export function wholeSecond(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'second', roundingMode: 'floor' });
}

/** The instant as Unix time in whole seconds. */
export function unixSeconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}

/** The later of two instants. */
export function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return hasCome(one, other) ? other : one;
}
