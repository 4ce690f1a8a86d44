import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../src/shared/actor.ts';
import {
  checkNotCancelled,
  planCancellation,
  planChangeSeats,
  planRenewalOrder,
} from '../../src/subscriptions/plans.ts';
import { allowedActions, mayLift, statusAt } from '../../src/subscriptions/rules.ts';
import { cancelled, kept, renewed, withHolds } from '../../src/subscriptions/transitions.ts';
import type {
  Subscription,
  SubscriptionDates,
  SubscriptionStatus,
  SubscriptionVerb,
} from '../../src/subscriptions/types.ts';
import {
  afterEnd,
  anyActor,
  anySituation,
  cancelledAt,
  distributor,
  early,
  heldBy,
  instant,
  inWindow,
  opened,
  partner,
  renewedAt,
  reseller,
  scheduled,
} from '../support/subscriptions.ts';

test.each<[string, Partial<SubscriptionDates>, string, SubscriptionStatus]>([
  ['before its first second', {}, '2028-01-31T09:59:59Z', 'PENDING'],
  ['in its first second', {}, '2028-01-31T10:00:00Z', 'ACTIVE'],
  ['in its last second', {}, '2028-02-29T09:59:59Z', 'ACTIVE'],
  ['at its end', {}, '2028-02-29T10:00:00Z', 'EXPIRED'],
  ['long after its end', {}, '2040-01-01T00:00:00Z', 'EXPIRED'],
  ['with a hold', { holdCount: 1 }, '2028-02-10T00:00:00Z', 'SUSPENDED'],
  ['with several holds', { holdCount: 3 }, '2028-02-10T00:00:00Z', 'SUSPENDED'],
  ['with a hold before its first second', { holdCount: 1 }, '2028-01-31T09:59:59Z', 'PENDING'],
  ['with a hold at its end', { holdCount: 1 }, '2028-02-29T10:00:00Z', 'EXPIRED'],
  ['just before the cancellation', { cancelledAt: instant('2028-02-10T00:00:00Z') }, '2028-02-09T23:59:59Z', 'ACTIVE'],
  ['at the cancellation', { cancelledAt: instant('2028-02-10T00:00:00Z') }, '2028-02-10T00:00:00Z', 'CANCELLED'],
  ['cancelled and held', { cancelledAt: early, holdCount: 1 }, '2028-02-10T00:00:00Z', 'CANCELLED'],
  ['cancelled before it began', { cancelledAt: instant('2028-01-30T00:00:00Z') }, '2028-01-30T00:00:00Z', 'CANCELLED'],
  ['cancelled after it expired', { cancelledAt: afterEnd }, '2028-03-10T00:00:00Z', 'CANCELLED'],
  ['expired, to be cancelled later', { cancelledAt: afterEnd }, '2028-03-09T23:59:59Z', 'EXPIRED'],
  ['due to be cancelled, just before', { cancelsAt: opened.lastEndsAt }, '2028-02-29T09:59:59Z', 'ACTIVE'],
  ['due to be cancelled, when it is due', { cancelsAt: opened.lastEndsAt }, '2028-02-29T10:00:00Z', 'CANCELLED'],
])('a subscription %s', (_, dates, now, status) => {
  expect(statusAt({ ...opened, ...dates }, instant(now))).toBe(status);
});

// A small range of seconds, so that dates often coincide with each other and with now.
const anySecond = fc.integer({ min: 0, max: 5 });
const anyDates = fc.record({
  starts: anySecond,
  lasts: anySecond,
  cancels: fc.option(anySecond),
  cancelled: fc.option(anySecond),
  holdCount: fc.integer({ min: 0, max: 2 }),
});

test('a subscription has exactly one status at any time, and a date counts from its exact second on', () => {
  const seen = new Set<SubscriptionStatus>();
  fc.assert(
    fc.property(anyDates, anySecond, ({ starts, lasts, cancels, cancelled: cancelledSecond, holdCount }, now) => {
      const ends = starts + lasts;
      const isCancelled = (cancelledSecond ?? Infinity) <= now || (cancels ?? Infinity) <= now;
      const isRunning = !isCancelled && starts <= now && now < ends;
      const holding: Record<SubscriptionStatus, boolean> = {
        CANCELLED: isCancelled,
        EXPIRED: !isCancelled && ends <= now,
        PENDING: !isCancelled && now < starts && now < ends,
        SUSPENDED: isRunning && holdCount > 0,
        ACTIVE: isRunning && holdCount === 0,
      };

      const dates = {
        firstStartsAt: second(starts),
        lastEndsAt: second(ends),
        cancelsAt: cancels === null ? null : second(cancels),
        cancelledAt: cancelledSecond === null ? null : second(cancelledSecond),
        holdCount,
      };
      const status = statusAt(dates, second(now));

      expect(Object.entries(holding).filter(([, holds]) => holds)).toEqual([[status, true]]);
      seen.add(status);
    }),
    { numRuns: 1000 },
  );

  expect([...seen].sort()).toEqual(['ACTIVE', 'CANCELLED', 'EXPIRED', 'PENDING', 'SUSPENDED']);
});

function second(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
}

test.each<[string, Subscription, Temporal.Instant, SubscriptionVerb[]]>([
  ['not begun', opened, instant('2028-01-31T09:59:59Z'), ['suspendOrder', 'cancelOrder']],
  ['active, too early', opened, early, ['changeSeats', 'suspendOrder', 'cancelOrder']],
  ['active, in the window', opened, inWindow, ['createRenewalOrder', 'changeSeats', 'suspendOrder', 'cancelOrder']],
  ['active, the next term sold', renewedAt(opened, inWindow), inWindow, ['changeSeats', 'suspendOrder', 'cancelOrder']],
  [
    'held by the caller',
    heldBy(opened, [partner], early),
    inWindow,
    ['createRenewalOrder', 'changeSeats', 'resumeOrder', 'cancelOrder'],
  ],
  [
    'held from below',
    heldBy(opened, [reseller], early),
    inWindow,
    ['createRenewalOrder', 'changeSeats', 'suspendOrder', 'resumeOrder', 'cancelOrder'],
  ],
  ['held from above', heldBy(opened, [distributor], early), inWindow, ['changeSeats', 'suspendOrder', 'cancelOrder']],
  [
    'held by the caller and from above',
    heldBy(opened, [partner, distributor], early),
    inWindow,
    ['changeSeats', 'resumeOrder', 'cancelOrder'],
  ],
  ['expired', opened, afterEnd, ['createRenewalOrder', 'suspendOrder', 'cancelOrder']],
  [
    'expired and held by the caller',
    heldBy(opened, [partner], early),
    afterEnd,
    ['createRenewalOrder', 'resumeOrder', 'cancelOrder'],
  ],
  ['due to be cancelled', scheduled, inWindow, ['changeSeats', 'suspendOrder', 'cancelOrder', 'keepOrder']],
  ['cancelled when it was due', scheduled, afterEnd, []],
  ['cancelled', cancelledAt(opened, 'NOW', early), inWindow, []],
  ['cancelled and held by the caller', cancelledAt(heldBy(opened, [partner], early), 'NOW', early), inWindow, []],
])('the possible verbs for a subscription that is %s', (_, subscription, now, verbs) => {
  expect(allowedActions(subscription, partner, now)).toEqual(verbs);
});

test('only the owner of a hold and organisations above it may lift it', () => {
  const holders = [distributor, partner, reseller];
  const liftable = (actor: Actor) =>
    holders
      .filter(({ organisationId: placedById }) => mayLift(actor, { placedById }))
      .map((held) => held.organisationId);

  expect(liftable(distributor)).toEqual([1, 2, 3]);
  expect(liftable(partner)).toEqual([2, 3]);
  expect(liftable(reseller)).toEqual([3]);
});

/** Whether the verb, called now, would be accepted and leave the subscription different from what it is. */
function wouldChange(verb: SubscriptionVerb, subscription: Subscription, actor: Actor, now: Temporal.Instant): boolean {
  const { holds, terms } = subscription;
  const differs = (after: Subscription) => JSON.stringify(after) !== JSON.stringify(subscription);
  switch (verb) {
    case 'createRenewalOrder': {
      const plan = planRenewalOrder(subscription, actor, undefined, now);
      return plan.ok && differs(renewed(subscription, plan.value));
    }
    case 'changeSeats': {
      const plan = planChangeSeats(subscription, actor, Math.max(...terms.map((term) => term.seats)) + 1, now);
      return plan.ok && plan.value.raisedTermIds.length > 0;
    }
    case 'cancelOrder': {
      const plan = planCancellation(subscription, actor, 'NOW', now);
      return plan.ok && plan.value.kind !== 'NONE' && differs(cancelled(subscription, plan.value, now));
    }
    case 'suspendOrder': {
      const isHolder = holds.some((hold) => hold.placedById === actor.organisationId);
      return checkNotCancelled(subscription, actor, verb, now).ok && !isHolder;
    }
    case 'resumeOrder': {
      const after = withHolds(
        subscription,
        holds.filter((hold) => !mayLift(actor, hold)),
      );
      return checkNotCancelled(subscription, actor, verb, now).ok && differs(after);
    }
    case 'keepOrder':
      return checkNotCancelled(subscription, actor, verb, now).ok && differs(kept(subscription));
  }
}

const verbs: readonly SubscriptionVerb[] = [
  'createRenewalOrder',
  'changeSeats',
  'suspendOrder',
  'resumeOrder',
  'cancelOrder',
  'keepOrder',
];
test('a verb is listed exactly if it would be accepted and change something', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anySituation, anyActor, ({ subscription, now }, actor) => {
      const listed = allowedActions(subscription, actor, now);

      expect(listed).toEqual(verbs.filter((verb) => wouldChange(verb, subscription, actor, now)));
      for (const name of [statusAt(subscription, now), ...listed]) seen.set(name, (seen.get(name) ?? 0) + 1);
    }),
    { numRuns: 3000 },
  );

  // Random lives prove little about what never happens in them.
  const statuses = ['PENDING', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'CANCELLED'];
  expect([...statuses, ...verbs].filter((name) => (seen.get(name) ?? 0) < 20)).toEqual([]);
});
