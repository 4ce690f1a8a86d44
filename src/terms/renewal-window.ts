import { hasCome, laterOf } from '../shared/clock.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { type Duration, firstTerm, followingTerm, type PlannedTerm, type Run, type TermDates } from './term.ts';

/** The facts about sold terms that determine the next one. */
export interface SoldTerms {
  readonly run: Run;
  readonly duration: Duration;
  readonly lastStartsAt: Temporal.Instant;
  readonly lastEndsAt: Temporal.Instant;
  readonly renewalOpensAt: Temporal.Instant;
}

/** An obstacle of the calendar to a renewal. */
export type RenewalObstacle =
  | { readonly reason: 'RENEWAL_TOO_EARLY'; readonly opensAt: Temporal.Instant }
  | { readonly reason: 'NEXT_TERM_SOLD'; readonly startsAt: Temporal.Instant; readonly opensAt: Temporal.Instant };

/**
 * Returns the instant from which a renewal is accepted: `windowDays` days of 24 hours before the end of the last term,
 * but never before that term starts. A renewal at exactly this instant is allowed (contract: refused while *more than*
 * 15 days are left).
 */
export function renewalOpensAt(lastTerm: Pick<TermDates, 'startsAt' | 'endsAt'>, windowDays: number): Temporal.Instant {
  return laterOf(lastTerm.startsAt, lastTerm.endsAt.subtract({ hours: windowDays * 24 }));
}

/**
 * Returns the term that a renewal at `now` would add. Before the end of the last term, the new term follows it in the
 * same run. From the end on, it starts now, in a new run and in the partner's present `zone`. Refused if a sold term
 * has not started or the window has not opened.
 */
export function planRenewal(
  sold: SoldTerms,
  zone: string,
  now: Temporal.Instant,
): Result<PlannedTerm, RenewalObstacle> {
  if (!hasCome(sold.lastStartsAt, now)) {
    return refused({ reason: 'NEXT_TERM_SOLD', startsAt: sold.lastStartsAt, opensAt: sold.renewalOpensAt });
  }
  if (!hasCome(sold.renewalOpensAt, now)) {
    return refused({ reason: 'RENEWAL_TOO_EARLY', opensAt: sold.renewalOpensAt });
  }
  if (hasCome(sold.lastEndsAt, now)) return allowed(firstTerm(now, zone, sold.duration));
  return allowed(followingTerm(sold.run, sold.lastEndsAt, sold.duration));
}

/**
 * Returns the days of 24 hours until the last term ends, rounded up so that the result is comparable with the window.
 * Returns 0 after the end.
 */
export function daysLeft(lastEndsAt: Temporal.Instant, now: Temporal.Instant): number {
  const seconds = (lastEndsAt.epochMilliseconds - now.epochMilliseconds) / 1000;
  return Math.max(0, Math.ceil(seconds / 86_400));
}
