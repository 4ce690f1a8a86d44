// The calendar as the model reads it, written from the design and not from the source.

/** An instant in UTC and in whole seconds, such as 2028-01-31T10:00:00Z: it sorts as it reads. */
export type Time = string;

export type Duration = 'MONTHLY' | 'YEARLY';

export interface Run {
  /** The local date-time at which the run began. */
  readonly anchor: string;
  readonly zone: string;
}

/** A run that begins at this time, by the clocks of this zone. */
export function runFrom(time: Time, zone: string): Run {
  return { anchor: Temporal.Instant.from(time).toZonedDateTimeISO(zone).toPlainDateTime().toString(), zone };
}

/** When a number of periods of a run are over, counted from its anchor and never from the previous end. */
export function endOf(run: Run, duration: Duration, periods: number): Time {
  const span = duration === 'MONTHLY' ? { months: periods } : { years: periods };
  return Temporal.PlainDateTime.from(run.anchor).add(span).toZonedDateTime(run.zone).toInstant().toString();
}

export function plusSeconds(time: Time, seconds: number): Time {
  return Temporal.Instant.from(time).add({ seconds }).toString();
}

export function plusMonths(time: Time, months: number): Time {
  return Temporal.Instant.from(time).toZonedDateTimeISO('UTC').add({ months }).toInstant().toString();
}

export function minusDays(time: Time, days: number): Time {
  return plusSeconds(time, -days * 24 * 60 * 60);
}

/** Unix seconds, as the envelope writes times. */
export function unixOf(time: Time): number {
  return Temporal.Instant.from(time).epochMilliseconds / 1000;
}

export function latest(one: Time, other: Time): Time {
  return one < other ? other : one;
}
