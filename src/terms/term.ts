/** The duration of a term: a calendar month or a calendar year. */
export type Duration = 'MONTHLY' | 'YEARLY';

/**
 * A sequence of terms without gaps. Each end is computed from the anchor, not from the previous end. For example, a run
 * that began on 31 January ends on 29 February, then on 31 March.
 */
export interface Run {
  /** The local date and time at which the run began. */
  readonly anchor: Temporal.PlainDateTime;
  /** The IANA time zone of the calendar. A run keeps its zone, even if the partner changes its own. */
  readonly zone: string;
  /** The number of sold periods of the run. */
  readonly periods: number;
}

/** A period of time from `startsAt` up to but not including `endsAt`. */
export interface TermDates {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** The number of the period in its run, from 1. */
  readonly period: number;
}

/** A planned term, and its run including this term. */
export interface PlannedTerm extends TermDates {
  readonly run: Run;
}

/**
 * Returns the end of period number `period` (from 1) of a run. Month ends are clamped: 31 January plus one month is 28
 * or 29 February. A local time that the zone skips moves forward by the gap; for one that occurs twice, the first is
 * used.
 */
export function endOfPeriod(run: Pick<Run, 'anchor' | 'zone'>, duration: Duration, period: number): Temporal.Instant {
  const span = duration === 'MONTHLY' ? { months: period } : { years: period };
  return run.anchor.add(span).toZonedDateTime(run.zone, { disambiguation: 'compatible' }).toInstant();
}

/** Returns the first term of a new run. `startsAt` must be a whole second. */
export function firstTerm(startsAt: Temporal.Instant, zone: string, duration: Duration): PlannedTerm {
  const run = { anchor: startsAt.toZonedDateTimeISO(zone).toPlainDateTime(), zone, periods: 1 };
  return { startsAt, endsAt: endOfPeriod(run, duration, 1), period: 1, run };
}

/** Returns the next term of a run, which starts at the end of the last one. */
export function followingTerm(run: Run, lastEndsAt: Temporal.Instant, duration: Duration): PlannedTerm {
  const period = run.periods + 1;
  return {
    startsAt: lastEndsAt,
    endsAt: endOfPeriod(run, duration, period),
    period,
    run: { ...run, periods: period },
  };
}
