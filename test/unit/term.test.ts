import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRenewal, renewalOpensAt } from '../../src/terms/renewal-window.ts';
import { type Duration, endOfPeriod, firstTerm, followingTerm, type PlannedTerm } from '../../src/terms/term.ts';

const durations: readonly Duration[] = ['MONTHLY', 'YEARLY'];

/** The first `count` terms of the run that begins at `startsAt`, each bought while the one before was running. */
function termsOfRun(startsAt: Temporal.Instant, zone: string, duration: Duration, count: number): PlannedTerm[] {
  const terms = [firstTerm(startsAt, zone, duration)];
  for (let last = terms[0]; last !== undefined && terms.length < count; last = terms.at(-1)) {
    terms.push(followingTerm(last.run, last.endsAt, duration));
  }
  return terms;
}

function endsOfRun(startsAt: string, zone: string, duration: Duration, count: number): string[] {
  return termsOfRun(Temporal.Instant.from(startsAt), zone, duration, count).map((term) => term.endsAt.toString());
}

test('a run that began on 31 January ends on the last day of every month without drift', () => {
  const ends = endsOfRun('2028-01-31T10:00:00Z', 'UTC', 'MONTHLY', 13);

  expect(ends).toEqual([
    '2028-02-29T10:00:00Z',
    '2028-03-31T10:00:00Z',
    '2028-04-30T10:00:00Z',
    '2028-05-31T10:00:00Z',
    '2028-06-30T10:00:00Z',
    '2028-07-31T10:00:00Z',
    '2028-08-31T10:00:00Z',
    '2028-09-30T10:00:00Z',
    '2028-10-31T10:00:00Z',
    '2028-11-30T10:00:00Z',
    '2028-12-31T10:00:00Z',
    '2029-01-31T10:00:00Z',
    '2029-02-28T10:00:00Z',
  ]);
});

test('a yearly run that began on 29 February ends on it again in the next leap year', () => {
  const ends = endsOfRun('2028-02-29T00:00:00Z', 'UTC', 'YEARLY', 5);

  expect(ends).toEqual([
    '2029-02-28T00:00:00Z',
    '2030-02-28T00:00:00Z',
    '2031-02-28T00:00:00Z',
    '2032-02-29T00:00:00Z',
    '2033-02-28T00:00:00Z',
  ]);
});

test('the calendar uses the zone of the run, not UTC', () => {
  // 31 January, half past midnight, fourteen hours ahead of UTC: a month end there and not here.
  expect(endsOfRun('2028-01-30T10:30:00Z', 'Pacific/Kiritimati', 'MONTHLY', 3)).toEqual([
    '2028-02-28T10:30:00Z',
    '2028-03-30T10:30:00Z',
    '2028-04-29T10:30:00Z',
  ]);
  expect(endsOfRun('2028-01-30T10:30:00Z', 'UTC', 'MONTHLY', 3)).toEqual([
    '2028-02-29T10:30:00Z',
    '2028-03-30T10:30:00Z',
    '2028-04-30T10:30:00Z',
  ]);
});

test('a zone without daylight saving time never moves the hour', () => {
  expect(endsOfRun('2026-02-28T23:30:00Z', 'Asia/Bahrain', 'MONTHLY', 3)).toEqual([
    '2026-03-31T23:30:00Z',
    '2026-04-30T23:30:00Z',
    '2026-05-31T23:30:00Z',
  ]);
});

test('an end keeps the local time when daylight saving time begins or ends in between', () => {
  expect(endsOfRun('2026-02-15T14:00:00Z', 'America/New_York', 'MONTHLY', 2)).toEqual([
    '2026-03-15T13:00:00Z',
    '2026-04-15T13:00:00Z',
  ]);
  expect(endsOfRun('2026-10-15T13:00:00Z', 'America/New_York', 'MONTHLY', 2)).toEqual([
    '2026-11-15T14:00:00Z',
    '2026-12-15T14:00:00Z',
  ]);
  expect(endsOfRun('2026-07-01T08:00:00Z', 'Europe/London', 'YEARLY', 1)).toEqual(['2027-07-01T08:00:00Z']);
});

test.each([
  // Local 02:30 becomes 03:30 on 8 March, and is 02:30 again a month later.
  ['America/New_York', '2026-02-08T07:30:00Z', ['2026-03-08T07:30:00Z', '2026-04-08T06:30:00Z']],
  // Local 01:30 becomes 02:30 on 29 March.
  ['Europe/London', '2026-01-29T01:30:00Z', ['2026-02-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-04-29T00:30:00Z']],
  // Local 02:15 becomes 02:45 on 4 October: the gap has 30 minutes.
  ['Australia/Lord_Howe', '2026-09-03T15:45:00Z', ['2026-10-03T15:45:00Z', '2026-11-03T15:15:00Z']],
])('an end in the hour that %s skips moves forward by the gap, and only that one', (zone, startsAt, ends) => {
  expect(endsOfRun(startsAt, zone, 'MONTHLY', ends.length)).toEqual(ends);
});

test.each([
  // Local 01:30 occurs at 05:30Z and at 06:30Z on 1 November.
  ['America/New_York', '2026-10-01T05:30:00Z', ['2026-11-01T05:30:00Z', '2026-12-01T06:30:00Z']],
  // Local 01:30 occurs at 00:30Z and at 01:30Z on 25 October.
  ['Europe/London', '2026-09-25T00:30:00Z', ['2026-10-25T00:30:00Z', '2026-11-25T01:30:00Z']],
  // Local 01:45 occurs at 14:45Z and at 15:15Z on 4 April.
  ['Australia/Lord_Howe', '2026-03-04T14:45:00Z', ['2026-04-04T14:45:00Z', '2026-05-04T15:15:00Z']],
])('an end in the hour that %s repeats is the first of the two', (zone, startsAt, ends) => {
  expect(endsOfRun(startsAt, zone, 'MONTHLY', ends.length)).toEqual(ends);
});

test('an end on a skipped day moves to the next day', () => {
  // Samoa crossed the date line: there was no 30 December 2011.
  expect(endsOfRun('2011-11-30T22:00:00Z', 'Pacific/Apia', 'MONTHLY', 2)).toEqual([
    '2011-12-30T22:00:00Z',
    '2012-01-29T22:00:00Z',
  ]);
});

test('a run that begins just after a gap keeps the hour after the jump', () => {
  expect(endsOfRun('2026-03-08T07:30:00Z', 'America/New_York', 'MONTHLY', 1)).toEqual(['2026-04-08T07:30:00Z']);
});

test('runs that begin in the first and in the second of two equal hours have the same ends', () => {
  const first = endsOfRun('2026-11-01T05:30:00Z', 'America/New_York', 'MONTHLY', 2);
  const second = endsOfRun('2026-11-01T06:30:00Z', 'America/New_York', 'MONTHLY', 2);

  expect(first).toEqual(['2026-12-01T06:30:00Z', '2027-01-01T06:30:00Z']);
  expect(second).toEqual(first);
});

test('a later change of the zone affects only runs that begin after it', () => {
  const [term] = termsOfRun(Temporal.Instant.from('2028-01-31T10:00:00Z'), 'UTC', 'MONTHLY', 1);
  if (term === undefined) throw new Error('A run has a first term');
  const { run, startsAt: lastStartsAt, endsAt: lastEndsAt } = term;
  const opensAt = renewalOpensAt({ startsAt: lastStartsAt, endsAt: lastEndsAt }, 15);
  const sold = { run, duration: 'MONTHLY' as const, lastStartsAt, lastEndsAt, renewalOpensAt: opensAt };

  const before = planRenewal(sold, 'Pacific/Kiritimati', opensAt);
  const after = planRenewal(sold, 'Pacific/Kiritimati', lastEndsAt);

  expect(before.ok && before.value).toEqual({
    startsAt: lastEndsAt,
    endsAt: Temporal.Instant.from('2028-03-31T10:00:00Z'),
    period: 2,
    run: { anchor: run.anchor, zone: 'UTC', periods: 2 },
  });
  // In that zone it is 1 March already, so the new run ends on the first day of a month.
  const anchor = Temporal.PlainDateTime.from('2028-03-01T00:00:00');
  expect(after.ok && after.value).toEqual({
    startsAt: lastEndsAt,
    endsAt: Temporal.Instant.from('2028-03-31T10:00:00Z'),
    period: 1,
    run: { anchor, zone: 'Pacific/Kiritimati', periods: 1 },
  });
});

const anyStart = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const anyDuration = fc.constantFrom(...durations);

test('the terms of any run join without a gap, and each has a positive length', () => {
  fc.assert(
    fc.property(anyStart, anyZone, anyDuration, (startsAt, zone, duration) => {
      const terms = termsOfRun(startsAt, zone, duration, 15);

      expect(terms.map((term) => term.startsAt)).toEqual([startsAt, ...terms.slice(0, -1).map((term) => term.endsAt)]);
      expect(terms.map((term) => term.period)).toEqual(terms.map((_, index) => index + 1));
      // No month is shorter than 28 days, and no zone ever moved its clock by more than one.
      const shortest = duration === 'MONTHLY' ? 27 * 24 : 364 * 24;
      for (const { startsAt: from, endsAt: to } of terms) {
        expect(to.since(from).total('hours')).toBeGreaterThanOrEqual(shortest);
      }
    }),
  );
});

test('every term of any run ends at the anchor plus its number of periods, whatever came before it', () => {
  fc.assert(
    fc.property(anyStart, anyZone, anyDuration, fc.integer({ min: 1, max: 60 }), (startsAt, zone, duration, count) => {
      const anchor = startsAt.toZonedDateTimeISO(zone).toPlainDateTime();
      const last = termsOfRun(startsAt, zone, duration, count).at(-1);

      expect(last?.run).toEqual({ anchor, zone, periods: count });
      expect(last?.endsAt).toEqual(endOfPeriod({ anchor, zone }, duration, count));
      // Worked out by hand instead of by the calendar arithmetic under test.
      const months = anchor.month - 1 + (duration === 'MONTHLY' ? count : 12 * count);
      const firstOfMonth = new Temporal.PlainDate(anchor.year + Math.floor(months / 12), (months % 12) + 1, 1);
      const day = Math.min(anchor.day, firstOfMonth.daysInMonth);
      const local = firstOfMonth.with({ day }).toPlainDateTime(anchor.toPlainTime());
      expect(last?.endsAt).toEqual(local.toZonedDateTime(zone).toInstant());
    }),
  );
});
