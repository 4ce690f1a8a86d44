import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysLeft, planRenewal, renewalOpensAt, type SoldTerms } from '../../src/terms/renewal-window.ts';
import { type Duration, firstTerm, followingTerm } from '../../src/terms/term.ts';
import { instant } from '../support/subscriptions.ts';

/** What is sold after a first term from 31 January 2028 to 29 February 2028, with a window of so many days. */
function soldFirstTerm(windowDays: number): SoldTerms {
  const { run, startsAt, endsAt } = firstTerm(instant('2028-01-31T10:00:00Z'), 'UTC', 'MONTHLY');
  const opensAt = renewalOpensAt({ startsAt, endsAt }, windowDays);
  return { run, duration: 'MONTHLY', lastStartsAt: startsAt, lastEndsAt: endsAt, renewalOpensAt: opensAt };
}

/** The same with the second term sold, to 31 March 2028. */
function soldSecondTerm(windowDays: number): SoldTerms {
  const first = soldFirstTerm(windowDays);
  const { run, startsAt, endsAt } = followingTerm(first.run, first.lastEndsAt, 'MONTHLY');
  const opensAt = renewalOpensAt({ startsAt, endsAt }, windowDays);
  return { run, duration: 'MONTHLY', lastStartsAt: startsAt, lastEndsAt: endsAt, renewalOpensAt: opensAt };
}

/** When the planned term would be, or what stands against it. */
function answer(sold: SoldTerms, now: string): string {
  const plan = planRenewal(sold, 'UTC', instant(now));
  if (plan.ok) return `${plan.value.startsAt} to ${plan.value.endsAt}, period ${plan.value.period}`;
  const { error } = plan;
  return error.reason === 'NEXT_TERM_SOLD'
    ? `${error.reason}: it starts at ${error.startsAt}`
    : `${error.reason}: opens at ${error.opensAt}`;
}

test('a window of 15 days opens 15 times 24 hours before the end', () => {
  const term = { startsAt: instant('2028-01-31T10:00:00Z'), endsAt: instant('2028-02-29T10:00:00Z') };

  expect(renewalOpensAt(term, 15).toString()).toBe('2028-02-14T10:00:00Z');
});

test('a window that is longer than the term opens when the term starts', () => {
  const term = { startsAt: instant('2028-02-29T10:00:00Z'), endsAt: instant('2028-03-31T10:00:00Z') };

  expect(renewalOpensAt(term, 30).toString()).toBe('2028-03-01T10:00:00Z');
  expect(renewalOpensAt(term, 31).toString()).toBe('2028-02-29T10:00:00Z');
  expect(renewalOpensAt(term, 400).toString()).toBe('2028-02-29T10:00:00Z');
});

test('the window counts hours, so daylight saving time does not move it', () => {
  // The end is at 02:00 in New York, the opening at 01:00: the clock was put forward in between.
  const term = { startsAt: instant('2026-02-20T07:00:00Z'), endsAt: instant('2026-03-20T06:00:00Z') };

  expect(renewalOpensAt(term, 15).toString()).toBe('2026-03-05T06:00:00Z');
});

test('more than 15 days before the end a renewal is refused, even by a single second', () => {
  const sold = soldFirstTerm(15);

  expect(answer(sold, '2028-01-31T10:00:00Z')).toBe('RENEWAL_TOO_EARLY: opens at 2028-02-14T10:00:00Z');
  expect(answer(sold, '2028-02-14T09:59:59Z')).toBe('RENEWAL_TOO_EARLY: opens at 2028-02-14T10:00:00Z');
});

test('exactly 15 days before the end, and from then until the last second, a renewal follows in the same run', () => {
  const sold = soldFirstTerm(15);
  const second = '2028-02-29T10:00:00Z to 2028-03-31T10:00:00Z, period 2';

  expect(answer(sold, '2028-02-14T10:00:00Z')).toBe(second);
  expect(answer(sold, '2028-02-14T10:00:01Z')).toBe(second);
  expect(answer(sold, '2028-02-29T09:59:59Z')).toBe(second);
});

test('exactly at the end, and after it, a renewal starts now and begins a new run', () => {
  const sold = soldFirstTerm(15);

  expect(answer(sold, '2028-02-29T10:00:00Z')).toBe('2028-02-29T10:00:00Z to 2028-03-29T10:00:00Z, period 1');
  expect(answer(sold, '2028-02-29T10:00:01Z')).toBe('2028-02-29T10:00:01Z to 2028-03-29T10:00:01Z, period 1');
  expect(answer(sold, '2031-12-31T00:00:00Z')).toBe('2031-12-31T00:00:00Z to 2032-01-31T00:00:00Z, period 1');
});

test('a renewal of a yearly subscription adds a year', () => {
  const { run, startsAt, endsAt } = firstTerm(instant('2028-02-29T10:00:00Z'), 'UTC', 'YEARLY');
  const opensAt = renewalOpensAt({ startsAt, endsAt }, 15);
  const sold = {
    run,
    duration: 'YEARLY' as const,
    lastStartsAt: startsAt,
    lastEndsAt: endsAt,
    renewalOpensAt: opensAt,
  };

  expect(answer(sold, '2029-02-13T09:59:59Z')).toBe('RENEWAL_TOO_EARLY: opens at 2029-02-13T10:00:00Z');
  expect(answer(sold, '2029-02-13T10:00:00Z')).toBe('2029-02-28T10:00:00Z to 2030-02-28T10:00:00Z, period 2');
});

test.each([0, 15, 31, 400])(
  'until the sold term has started no other is sold, even with a window of %i days',
  (days) => {
    const sold = soldSecondTerm(days);
    const refusal = 'NEXT_TERM_SOLD: it starts at 2028-02-29T10:00:00Z';

    expect(answer(sold, '2028-02-14T10:00:00Z')).toBe(refusal);
    expect(answer(sold, '2028-02-29T09:59:59Z')).toBe(refusal);
  },
);

test('once the sold term has started, the window applies again', () => {
  const third = '2028-03-31T10:00:00Z to 2028-04-30T10:00:00Z, period 3';

  expect(answer(soldSecondTerm(15), '2028-02-29T10:00:00Z')).toBe('RENEWAL_TOO_EARLY: opens at 2028-03-16T10:00:00Z');
  expect(answer(soldSecondTerm(15), '2028-03-16T10:00:00Z')).toBe(third);
});

test('with a window of zero days a renewal is possible only from the end on', () => {
  const sold = soldFirstTerm(0);

  expect(answer(sold, '2028-02-29T09:59:59Z')).toBe('RENEWAL_TOO_EARLY: opens at 2028-02-29T10:00:00Z');
  expect(answer(sold, '2028-02-29T10:00:00Z')).toBe('2028-02-29T10:00:00Z to 2028-03-29T10:00:00Z, period 1');
});

test('with a window longer than the term a renewal is possible from its first second on', () => {
  const sold = soldFirstTerm(60);

  expect(answer(sold, '2028-01-31T10:00:00Z')).toBe('2028-02-29T10:00:00Z to 2028-03-31T10:00:00Z, period 2');
  expect(answer(soldSecondTerm(60), '2028-02-29T10:00:00Z')).toBe(
    '2028-03-31T10:00:00Z to 2028-04-30T10:00:00Z, period 3',
  );
});

test('a first term that has not started cannot be renewed', () => {
  expect(answer(soldFirstTerm(60), '2028-01-31T09:59:59Z')).toBe('NEXT_TERM_SOLD: it starts at 2028-01-31T10:00:00Z');
});

test.each([
  ['2028-02-14T09:59:59Z', 16],
  ['2028-02-14T10:00:00Z', 15],
  ['2028-02-14T10:00:01Z', 15],
  ['2028-02-15T10:00:00Z', 14],
  ['2028-02-28T10:00:01Z', 1],
  ['2028-02-29T09:59:59Z', 1],
  ['2028-02-29T10:00:00Z', 0],
  ['2028-02-29T10:00:01Z', 0],
  ['2030-01-01T00:00:00Z', 0],
])('at %s there are %i days left until 29 February at 10:00', (now, days) => {
  expect(daysLeft(instant('2028-02-29T10:00:00Z'), instant(now))).toBe(days);
});

const anySale = fc.record({
  startsAt: fc
    .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
  zone: fc.constantFrom('UTC', 'Asia/Bahrain', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe'),
  duration: fc.constantFrom<Duration>('MONTHLY', 'YEARLY'),
  windowDays: fc.oneof(fc.constant(15), fc.integer({ min: 0, max: 400 })),
  periods: fc.integer({ min: 1, max: 30 }),
});
type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never;

function soldTerms({ startsAt, zone, duration, windowDays, periods }: Sale): SoldTerms {
  let last = firstTerm(startsAt, zone, duration);
  while (last.period < periods) last = followingTerm(last.run, last.endsAt, duration);
  const opensAt = renewalOpensAt(last, windowDays);
  return { run: last.run, duration, lastStartsAt: last.startsAt, lastEndsAt: last.endsAt, renewalOpensAt: opensAt };
}

/** Instants around the dates that decide, to the second, and anywhere else. */
const anyDistance = fc.record({
  from: fc.constantFrom('lastStartsAt', 'renewalOpensAt', 'lastEndsAt'),
  seconds: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -40 * 86_400, max: 40 * 86_400 })),
});

test('the calendar allows a renewal exactly if no future term is sold and the window has opened', () => {
  fc.assert(
    fc.property(anySale, anyDistance, (sale, { from, seconds }) => {
      const sold = soldTerms(sale);
      const now = sold[from].add({ seconds });

      const hasStarted = Temporal.Instant.compare(sold.lastStartsAt, now) <= 0;
      const isInWindow = daysLeft(sold.lastEndsAt, now) <= sale.windowDays;
      expect(planRenewal(sold, sale.zone, now).ok).toBe(hasStarted && isInWindow);
    }),
    { numRuns: 1000 },
  );
});

test('a renewal before the end has no gap or overlap; one after the end starts now', () => {
  const seen = { before: 0, after: 0 };
  fc.assert(
    fc.property(anySale, anyDistance, fc.constantFrom('UTC', 'Asia/Bahrain'), (sale, { from, seconds }, newZone) => {
      const sold = soldTerms(sale);
      const now = sold[from].add({ seconds });
      const plan = planRenewal(sold, newZone, now);
      fc.pre(plan.ok);

      const { startsAt, endsAt, run, period } = plan.value;
      const isExpired = Temporal.Instant.compare(sold.lastEndsAt, now) <= 0;
      expect(startsAt).toEqual(isExpired ? now : sold.lastEndsAt);
      expect(Temporal.Instant.compare(startsAt, endsAt)).toBe(-1);
      expect(period).toBe(isExpired ? 1 : sold.run.periods + 1);
      expect(run.periods).toBe(period);
      expect(run.zone).toBe(isExpired ? newZone : sold.run.zone);
      if (!isExpired) expect(run.anchor).toEqual(sold.run.anchor);
      seen[isExpired ? 'after' : 'before']++;
    }),
    { numRuns: 500 },
  );

  expect(Math.min(seen.before, seen.after)).toBeGreaterThan(10);
});
