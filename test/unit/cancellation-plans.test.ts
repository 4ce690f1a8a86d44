import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCancellation, planRenewalOrder } from '../../src/subscriptions/plans.ts';
import { statusAt } from '../../src/subscriptions/rules.ts';
import { cancelled, kept, renewed } from '../../src/subscriptions/transitions.ts';
import type { CancelAt, Subscription } from '../../src/subscriptions/types.ts';
import {
  afterEnd,
  anyActor,
  anySituation,
  beforeStart,
  cancelledAt,
  early,
  instant,
  inWindow,
  opened,
  partner,
  planned,
  refusal,
  renewedAt,
  scheduled,
} from '../support/subscriptions.ts';

const ended = cancelledAt(opened, 'NOW', early);
const renewedInWindow = renewedAt(opened, inWindow, 12);

const cancel = (subscription: Subscription, now: Temporal.Instant, at: CancelAt = 'NOW') =>
  planCancellation(subscription, partner, at, now);

test('an immediate cancellation ends the current term in this second', () => {
  const plan = planned(cancel(opened, early));

  expect(plan).toEqual({ kind: 'NOW', endedTerm: opened.terms[0], voidedTerms: [] });
  expect(ended).toEqual({
    ...opened,
    lastEndsAt: early,
    renewalOpensAt: instant('2028-01-31T10:00:00Z'),
    cancelledAt: early,
    terms: [{ ...opened.terms[0], endsAt: early }],
  });
  expect(statusAt(ended, early)).toBe('CANCELLED');
});

test('an immediate cancellation voids the term that has not started', () => {
  const [second, first] = renewedInWindow.terms;

  const plan = planned(cancel(renewedInWindow, inWindow));

  expect(plan).toEqual({ kind: 'NOW', endedTerm: first, voidedTerms: [second] });
  expect(cancelledAt(renewedInWindow, 'NOW', inWindow)).toEqual({
    ...renewedInWindow,
    lastStartsAt: opened.lastStartsAt,
    lastEndsAt: inWindow,
    renewalOpensAt: instant('2028-02-05T00:00:00Z'),
    cancelledAt: inWindow,
    terms: [{ ...first, endsAt: inWindow }],
  });
});

test('a cancellation in the second in which the next term starts ends that term', () => {
  const [second] = renewedInWindow.terms;

  const plan = planned(cancel(renewedInWindow, opened.lastEndsAt));

  expect(plan).toEqual({ kind: 'NOW', endedTerm: second, voidedTerms: [] });
});

test('an immediate cancellation ends no term of an expired subscription, and voids that of a pending one', () => {
  expect(planned(cancel(opened, afterEnd))).toEqual({ kind: 'NOW', endedTerm: null, voidedTerms: [] });
  expect(cancelledAt(opened, 'NOW', afterEnd)).toEqual({ ...opened, cancelledAt: afterEnd });
  expect(planned(cancel(opened, beforeStart))).toEqual({ kind: 'NOW', endedTerm: null, voidedTerms: opened.terms });
});

test('a cancellation at the end takes effect at the end of the last sold term, and nothing changes until then', () => {
  const plan = planned(cancel(renewedInWindow, inWindow, 'END_OF_TERM'));
  if (plan.kind !== 'AT_END_OF_TERM') throw new Error('It is not scheduled');
  const after = cancelled(renewedInWindow, plan, inWindow);

  expect(plan.cancelsAt).toEqual(instant('2028-03-31T10:00:00Z'));
  expect(after).toEqual({ ...renewedInWindow, cancelsAt: plan.cancelsAt });
  expect(statusAt(after, instant('2028-03-31T09:59:59Z'))).toBe('ACTIVE');
  expect(statusAt(after, instant('2028-03-31T10:00:00Z'))).toBe('CANCELLED');
});

test('a cancellation at the end is refused after the end', () => {
  expect(refusal(cancel(opened, opened.lastEndsAt, 'END_OF_TERM'))).toEqual({
    code: 'STATUS_FORBIDS',
    verb: 'cancelOrder',
    firstOrder: 'ORDER-1',
    status: 'EXPIRED',
    allowedActions: ['createRenewalOrder', 'suspendOrder', 'cancelOrder'],
  });
});

test('a repeated scheduled cancellation changes nothing, an immediate one replaces it, and it can be withdrawn', () => {
  expect(planned(cancel(scheduled, inWindow, 'END_OF_TERM'))).toEqual({ kind: 'NONE' });
  expect(planned(cancel(scheduled, inWindow))).toEqual({ kind: 'NOW', endedTerm: opened.terms[0], voidedTerms: [] });
  expect(cancelledAt(scheduled, 'NOW', inWindow)).toEqual(cancelledAt(opened, 'NOW', inWindow));
  expect(kept(scheduled)).toEqual(opened);
});

const anySeats = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined });

test('every allowed cancellation leaves dates that the database accepts', () => {
  fc.assert(
    fc.property(anySituation, anyActor, anySeats, ({ subscription, now }, actor, seats) => {
      const renewal = planRenewalOrder(subscription, actor, seats, now);
      if (renewal.ok) {
        const after = renewed(subscription, renewal.value);
        expectSound(after);
        expect(statusAt(after, now)).toBe('ACTIVE');
      }
      for (const at of ['NOW', 'END_OF_TERM'] as const) {
        const plan = planCancellation(subscription, actor, at, now);
        if (!plan.ok || plan.value.kind === 'NONE') continue;
        const after = cancelled(subscription, plan.value, now);
        expectSound(after);
        expect(statusAt(after, now)).toBe(at === 'NOW' ? 'CANCELLED' : statusAt(subscription, now));
      }
    }),
    { numRuns: 1000 },
  );
});

/** The CHECK constraints of the table, in words of the domain. */
function expectSound(subscription: Subscription): void {
  const { firstStartsAt, lastStartsAt, lastEndsAt, renewalOpensAt, cancelsAt, cancelledAt: endedAt } = subscription;
  expect(Temporal.Instant.compare(firstStartsAt, lastStartsAt)).toBeLessThanOrEqual(0);
  expect(Temporal.Instant.compare(lastStartsAt, lastEndsAt)).toBeLessThanOrEqual(0);
  expect(Temporal.Instant.compare(renewalOpensAt, lastEndsAt)).toBeLessThanOrEqual(0);
  if (cancelsAt !== null) expect([cancelsAt, endedAt]).toEqual([lastEndsAt, null]);
}
