import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRenewalOrder } from '../../src/subscriptions/plans.ts';
import { allowedActions, checkRenewal, renewalEligibility } from '../../src/subscriptions/rules.ts';
import type { Subscription } from '../../src/subscriptions/types.ts';
import {
  afterEnd,
  anyActor,
  anySituation,
  distributor,
  early,
  heldBy,
  inWindow,
  opened,
  openedSubscription,
  partner,
  renewedAt,
  scheduled,
} from '../support/subscriptions.ts';

test.each<[string, Subscription, Temporal.Instant, object]>([
  [
    'before the window',
    opened,
    early,
    { allowed: false, reason: 'RENEWAL_TOO_EARLY', opensAt: '2028-02-14T10:00:00Z', endsAt: '2028-03-31T10:00:00Z' },
  ],
  [
    'in the window',
    opened,
    inWindow,
    { allowed: true, reason: null, opensAt: '2028-02-14T10:00:00Z', endsAt: '2028-03-31T10:00:00Z' },
  ],
  [
    'with the next term sold',
    renewedAt(opened, inWindow),
    inWindow,
    { allowed: false, reason: 'NEXT_TERM_SOLD', opensAt: '2028-03-16T10:00:00Z', endsAt: '2028-04-30T10:00:00Z' },
  ],
  [
    'with the next term sold and a window of more days than a term has',
    renewedAt(openedSubscription({ windowDays: 45 }), inWindow),
    inWindow,
    { allowed: false, reason: 'NEXT_TERM_SOLD', opensAt: '2028-02-29T10:00:00Z', endsAt: '2028-04-30T10:00:00Z' },
  ],
  [
    'after the end',
    opened,
    afterEnd,
    { allowed: true, reason: null, opensAt: '2028-02-14T10:00:00Z', endsAt: '2028-04-10T00:00:00Z' },
  ],
  [
    'held by the caller',
    heldBy(opened, [partner], early),
    inWindow,
    { allowed: true, reason: null, opensAt: '2028-02-14T10:00:00Z', endsAt: '2028-03-31T10:00:00Z' },
  ],
  [
    'held from above',
    heldBy(opened, [distributor], early),
    inWindow,
    { allowed: false, reason: 'HOLD_NOT_YOURS', opensAt: '2028-02-14T10:00:00Z', endsAt: null },
  ],
  [
    'due to be cancelled',
    scheduled,
    inWindow,
    { allowed: false, reason: 'CANCELLATION_SCHEDULED', opensAt: '2028-02-14T10:00:00Z', endsAt: null },
  ],
  [
    'cancelled when it was due',
    scheduled,
    afterEnd,
    { allowed: false, reason: 'STATUS_FORBIDS', opensAt: '2028-02-14T10:00:00Z', endsAt: null },
  ],
])('the eligibility of a subscription %s', (_, subscription, now, expected) => {
  const { allowed, reason, opensAt, term } = renewalEligibility(subscription, partner, now);

  expect({ allowed, reason, opensAt: opensAt.toString(), endsAt: term?.endsAt.toString() ?? null }).toEqual(expected);
});

test('eligibility, the list of verbs and the refusal of a renewal always agree', () => {
  fc.assert(
    fc.property(anySituation, anyActor, ({ subscription, now }, actor) => {
      const eligibility = renewalEligibility(subscription, actor, now);
      const plan = planRenewalOrder(subscription, actor, undefined, now);
      const isListed = allowedActions(subscription, actor, now).includes('createRenewalOrder');

      expect([eligibility.allowed, eligibility.reason]).toEqual([plan.ok, plan.ok ? null : plan.error.code]);
      expect(isListed).toBe(plan.ok);
      if (plan.ok) expect(eligibility.term).toEqual(plan.value.term);
    }),
    { numRuns: 1000 },
  );
});

test('if only the calendar prevents a renewal, eligibility has the term that a renewal will add', () => {
  const seen = { RENEWAL_TOO_EARLY: 0, NEXT_TERM_SOLD: 0 };
  fc.assert(
    fc.property(anySituation, anyActor, ({ subscription, now }, actor) => {
      const { reason, term } = renewalEligibility(subscription, actor, now);
      if (reason === null) return;
      if (reason !== 'RENEWAL_TOO_EARLY' && reason !== 'NEXT_TERM_SOLD') {
        expect(term).toBeNull();
        return;
      }
      const { lastStartsAt, renewalOpensAt } = subscription;
      const isStartLater = Temporal.Instant.compare(lastStartsAt, renewalOpensAt) > 0;
      const opening = checkRenewal(subscription, actor, isStartLater ? lastStartsAt : renewalOpensAt);
      expect(opening.ok && opening.value).toEqual(term);
      seen[reason]++;
    }),
    { numRuns: 2000 },
  );

  expect(Math.min(seen.RENEWAL_TOO_EARLY, seen.NEXT_TERM_SOLD)).toBeGreaterThan(20);
});

test('if only the calendar prevents a renewal, eligibility has the exact second from which it is allowed', () => {
  fc.assert(
    fc.property(anySituation, anyActor, ({ subscription, now }, actor) => {
      const { reason, opensAt } = renewalEligibility(subscription, actor, now);
      fc.pre(reason === 'RENEWAL_TOO_EARLY' || reason === 'NEXT_TERM_SOLD');

      expect(Temporal.Instant.compare(opensAt, now)).toBe(1);
      expect(checkRenewal(subscription, actor, opensAt).ok).toBe(true);
      expect(checkRenewal(subscription, actor, opensAt.subtract({ seconds: 1 })).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
