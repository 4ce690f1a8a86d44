import { laterOf } from '../../../shared/clock.ts';
import type { SubscriptionDates, SubscriptionState } from '../../../subscriptions/types.ts';
import type { Duration } from '../../../terms/term.ts';

/** The columns that determine the status. */
export const datesSelection = {
  firstStartsAt: true,
  lastEndsAt: true,
  cancelsAt: true,
  cancelledAt: true,
  holdCount: true,
  updatedAt: true,
} as const;

/** The standing holds. All fields use the same query, so that they are read once. */
export const standingHolds = { where: { liftedAt: null }, orderBy: { id: 'asc' } } as const;

/** The columns and rows that determine the allowed verbs. */
export const stateSelection = {
  ...datesSelection,
  lastStartsAt: true,
  renewalOpensAt: true,
  runAnchor: true,
  runZone: true,
  runPeriods: true,
  ratePlan: { select: { duration: true } },
  organisation: { select: { timeZone: true } },
  holds: { ...standingHolds, select: { id: true, placedById: true, placedAt: true } },
} as const;

export interface DatesRow {
  readonly firstStartsAt: Date;
  readonly lastEndsAt: Date;
  readonly cancelsAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly holdCount: number;
  readonly updatedAt: Date;
}

interface StateRow extends DatesRow {
  readonly lastStartsAt: Date;
  readonly renewalOpensAt: Date;
  readonly runAnchor: Date;
  readonly runZone: string;
  readonly runPeriods: number;
  readonly ratePlan: { readonly duration: Duration };
  readonly organisation: { readonly timeZone: string };
  readonly holds: readonly { readonly id: number; readonly placedById: number; readonly placedAt: Date }[];
}

export function toDates(row: DatesRow): SubscriptionDates {
  return {
    firstStartsAt: row.firstStartsAt.toTemporalInstant(),
    lastEndsAt: row.lastEndsAt.toTemporalInstant(),
    cancelsAt: row.cancelsAt?.toTemporalInstant() ?? null,
    cancelledAt: row.cancelledAt?.toTemporalInstant() ?? null,
    holdCount: row.holdCount,
  };
}

export function toState(row: StateRow): SubscriptionState {
  return {
    ...toDates(row),
    lastStartsAt: row.lastStartsAt.toTemporalInstant(),
    renewalOpensAt: row.renewalOpensAt.toTemporalInstant(),
    duration: row.ratePlan.duration,
    run: { anchor: toPlainDateTime(row.runAnchor), zone: row.runZone, periods: row.runPeriods },
    timeZone: row.organisation.timeZone,
    holds: row.holds.map((hold) => ({ ...hold, placedAt: hold.placedAt.toTemporalInstant() })),
  };
}

/** The database client returns a local date and time as if it were UTC. */
function toPlainDateTime(date: Date): Temporal.PlainDateTime {
  return date.toTemporalInstant().toZonedDateTimeISO('UTC').toPlainDateTime();
}

/**
 * Returns the time for which a subscription is shown: that of the response, or that of the last verb if another request
 * called one meanwhile. A subscription is therefore never shown as of a time before its last change.
 */
export function asOf(row: Pick<DatesRow, 'updatedAt'>, now: Temporal.Instant): Temporal.Instant {
  return laterOf(now, row.updatedAt.toTemporalInstant());
}
