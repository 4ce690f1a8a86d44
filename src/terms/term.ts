/** How long one term lasts: one month or one year by the calendar. */
export type Duration = 'MONTHLY' | 'YEARLY';

/**
 * An unbroken row of terms. Every end is counted from the anchor and never from the previous end, so a run that began
 * on 31 January ends on 29 February, then on 31 March.
 */
export interface Run {
  /** Local date-time at which the run began. */
  readonly anchor: Temporal.PlainDateTime;
  /** IANA time zone in which the calendar is read. A run keeps its zone, whatever the partner changes later. */
  readonly zone: string;
  /** How many periods of the run are sold. */
  readonly periods: number;
}

/** A stretch of time from `startsAt` up to but not including `endsAt`. */
export interface TermDates {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Which period of its run it is, counted from 1. */
  readonly period: number;
}

/** A term as planned: its dates, and its run with this term included. */
export interface PlannedTerm extends TermDates {
  readonly run: Run;
}

/**
 * When period number `period` (from 1) of a run ends. Month ends are clamped: 31 January plus one month is 28 or 29
 * February. A local time that the zone skips moves forward by the gap; one that occurs twice means the first.
 */
export function endOfPeriod(run: Pick<Run, 'anchor' | 'zone'>, duration: Duration, period: number): Temporal.Instant {
  const span = duration === 'MONTHLY' ? { months: period } : { years: period };
  return run.anchor.add(span).toZonedDateTime(run.zone, { disambiguation: 'compatible' }).toInstant();
}

/** The first term of a new run that starts at `startsAt` (a whole second). */
export function firstTerm(startsAt: Temporal.Instant, zone: string, duration: Duration): PlannedTerm {
  const run = { anchor: startsAt.toZonedDateTimeISO(zone).toPlainDateTime(), zone, periods: 1 };
  return { startsAt, endsAt: endOfPeriod(run, duration, 1), period: 1, run };
}

/** The term that follows the last sold one without a gap, in the same run. */
export function followingTerm(run: Run, lastEndsAt: Temporal.Instant, duration: Duration): PlannedTerm {
  const period = run.periods + 1;
  return {
    startsAt: lastEndsAt,
    endsAt: endOfPeriod(run, duration, period),
    period,
    run: { ...run, periods: period },
  };
}
