import fc from 'fast-check';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type Duration, endOfPeriod } from '../../src/terms/term.ts';
import { createDatabase } from '../support/databases.ts';

const client = new pg.Client({ connectionString: await createDatabase('empty') });
await client.connect();
afterAll(() => client.end());

interface Period {
  readonly startsAt: Temporal.Instant;
  readonly zone: string;
  readonly duration: Duration;
  readonly period: number;
}

function endOf({ startsAt, zone, duration, period }: Period): Temporal.Instant {
  const anchor = startsAt.toZonedDateTimeISO(zone).toPlainDateTime();
  return endOfPeriod({ anchor, zone }, duration, period);
}

/** When PostgreSQL lets these periods end: `anchor + interval`, read in their zones. */
async function endsInPostgresql(periods: readonly Period[]): Promise<Temporal.Instant[]> {
  const { rows } = await client.query<{ endsAt: number }>(
    `SELECT extract(epoch FROM date_add(to_timestamp(seconds), make_interval(months => months), zone))::float8 AS "endsAt"
     FROM unnest($1::float8[], $2::int[], $3::text[]) WITH ORDINALITY AS period (seconds, months, zone, place)
     ORDER BY place`,
    [
      periods.map(({ startsAt }) => startsAt.epochMilliseconds / 1000),
      periods.map(({ duration, period }) => (duration === 'MONTHLY' ? period : 12 * period)),
      periods.map(({ zone }) => zone),
    ],
  );
  return rows.map(({ endsAt }) => Temporal.Instant.fromEpochMilliseconds(endsAt * 1000));
}

function localTime(instant: Temporal.Instant, { zone }: Period): string {
  return instant.toZonedDateTimeISO(zone).toPlainDateTime().toString();
}

/** Every day of a common and of a leap year, at a time of day that no zone below ever skips or repeats. */
function everyDay(zone: string): Temporal.Instant[] {
  const first = Temporal.PlainDateTime.from('2027-01-01T12:34:56');
  return Array.from({ length: 365 + 366 }, (_, days) => first.add({ days }).toZonedDateTime(zone).toInstant());
}

test.each([
  ['MONTHLY', 36, 'UTC'],
  ['YEARLY', 12, 'UTC'],
  ['MONTHLY', 36, 'America/New_York'],
] as const)('%s terms from every day of two years over %i periods end as in PostgreSQL (%s)', async (...of) => {
  const [duration, count, zone] = of;
  const periods = everyDay(zone).flatMap((startsAt) =>
    Array.from({ length: count }, (_, index): Period => ({ startsAt, zone, duration, period: index + 1 })),
  );

  const ours = periods.map(endOf);
  const theirs = await endsInPostgresql(periods);

  expect(periods).toHaveLength(731 * count);
  expect(ours.map(String)).toEqual(theirs.map(String));
  const isLater = ours.map(
    (end, index) => index % count === 0 || Temporal.Instant.compare(end, ours[index - 1] ?? end) > 0,
  );
  expect(isLater).not.toContain(false);
});

const zones = [
  'America/New_York',
  'America/St_Johns',
  'Asia/Bahrain',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

/** Periods of which every other one ends within two hours of the moment at which its zone changes the clock. */
const anyPeriod: fc.Arbitrary<Period> = fc
  .record({
    zone: fc.constantFrom(...zones),
    seconds: fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 }),
    duration: fc.constantFrom<Duration>('MONTHLY', 'YEARLY'),
    period: fc.integer({ min: 1, max: 40 }),
    minutesFromChange: fc.option(fc.integer({ min: -120, max: 120 })),
  })
  .map(({ zone, seconds, duration, period, minutesFromChange }) => {
    const somewhere = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone);
    const change = minutesFromChange === null ? null : somewhere.getTimeZoneTransition('next');
    if (change === null) return { startsAt: somewhere.toInstant(), zone, duration, period };
    // What the clock would have shown without the change: that is where the skipped and the repeated hours are.
    const before = change.subtract({ seconds: 1 }).toPlainDateTime();
    const end = before.add({ minutes: minutesFromChange ?? 0 });
    const startsAt = end.subtract(duration === 'MONTHLY' ? { months: period } : { years: period });
    return { startsAt: startsAt.toZonedDateTime(zone).toInstant(), zone, duration, period };
  });

test('terms in any zone end as in PostgreSQL, except that we use the first of two equal local times and it the second', async () => {
  const compared = { same: 0, repeated: 0, skipped: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyPeriod, { minLength: 1, maxLength: 500, size: 'max' }), async (periods) => {
      const theirs = await endsInPostgresql(periods);
      for (const [index, period] of periods.entries()) {
        const [ours, their] = [endOf(period), theirs[index]];
        if (their === undefined) throw new Error('PostgreSQL answers as many as it was asked');
        const anchor = period.startsAt.toZonedDateTimeISO(period.zone).toPlainDateTime();
        const { duration, period: count } = period;
        const wanted = anchor.add(duration === 'MONTHLY' ? { months: count } : { years: count });
        const isRepeated = localTime(ours, period) === wanted.toString() && !ours.equals(their);
        if (isRepeated) {
          expect(localTime(their, period)).toBe(wanted.toString());
          expect(Temporal.Instant.compare(ours, their)).toBe(-1);
          compared.repeated++;
        } else {
          expect(ours.toString()).toBe(their.toString());
          compared[localTime(ours, period) === wanted.toString() ? 'same' : 'skipped']++;
        }
      }
    }),
    { numRuns: 20 },
  );

  // The property would be hollow if chance had left one of the three cases out.
  expect(Math.min(...Object.values(compared))).toBeGreaterThan(10);
});
