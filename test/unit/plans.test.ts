import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../src/shared/actor.ts';
import type { Result } from '../../src/shared/result.ts';
import type { SubscriptionRefusal } from '../../src/subscriptions/errors.ts';
import {
  checkNotCancelled,
  planCancellation,
  planChangeSeats,
  planRenewalOrder,
  planSuspension,
} from '../../src/subscriptions/plans.ts';
import { allowedActions, statusAt } from '../../src/subscriptions/rules.ts';
import { renewed, withHolds } from '../../src/subscriptions/transitions.ts';
import type { CancelAt, Subscription } from '../../src/subscriptions/types.ts';
import {
  afterEnd,
  anyActor,
  anySituation,
  beforeStart,
  cancelledAt,
  distributor,
  early,
  heldBy,
  instant,
  inWindow,
  opened,
  partner,
  planned,
  refusal,
  renewedAt,
  reseller,
  scheduled,
} from '../support/subscriptions.ts';

const pending = opened;
const suspended = heldBy(opened, [partner], early);
const ended = cancelledAt(opened, 'NOW', early);
const renewedInWindow = renewedAt(opened, inWindow, 12);

function answerOf(result: Result<unknown, SubscriptionRefusal>): string {
  return result.ok ? 'allowed' : result.error.code;
}

const renew = (subscription: Subscription, now: Temporal.Instant, actor: Actor = partner, seats?: number) =>
  planRenewalOrder(subscription, actor, seats, now);
const change = (subscription: Subscription, now: Temporal.Instant, seats = 25) =>
  planChangeSeats(subscription, partner, seats, now);
const cancel = (subscription: Subscription, now: Temporal.Instant, at: CancelAt = 'NOW') =>
  planCancellation(subscription, partner, at, now);
const check = (verb: 'suspendOrder' | 'resumeOrder' | 'keepOrder', subscription: Subscription, now: Temporal.Instant) =>
  checkNotCancelled(subscription, partner, verb, now);

test.each<[string, Subscription, Temporal.Instant, Record<string, string>]>([
  ['PENDING', pending, beforeStart, { renew: 'NEXT_TERM_SOLD', change: 'STATUS_FORBIDS', cancelAtEnd: 'allowed' }],
  ['ACTIVE', opened, inWindow, { renew: 'allowed', change: 'allowed', cancelAtEnd: 'allowed' }],
  ['SUSPENDED', suspended, inWindow, { renew: 'allowed', change: 'allowed', cancelAtEnd: 'allowed' }],
  ['EXPIRED', opened, afterEnd, { renew: 'allowed', change: 'STATUS_FORBIDS', cancelAtEnd: 'STATUS_FORBIDS' }],
])('the row of the transition table for %s', (status, subscription, now, answers) => {
  expect(statusAt(subscription, now)).toBe(status);
  expect({
    renew: answerOf(renew(subscription, now)),
    change: answerOf(change(subscription, now)),
    suspend: answerOf(check('suspendOrder', subscription, now)),
    resume: answerOf(check('resumeOrder', subscription, now)),
    keep: answerOf(check('keepOrder', subscription, now)),
    cancelNow: answerOf(cancel(subscription, now)),
    cancelAtEnd: answerOf(cancel(subscription, now, 'END_OF_TERM')),
  }).toEqual({ ...answers, suspend: 'allowed', resume: 'allowed', keep: 'allowed', cancelNow: 'allowed' });
});

test.each<[string, Subscription, Temporal.Instant]>([
  ['cancelled', ended, inWindow],
  ['cancelled, long after its term', ended, afterEnd],
  ['cancelled since its term ended', scheduled, scheduled.lastEndsAt],
])('a subscription that is %s allows nothing, and a repeated cancellation changes nothing', (_, subscription, now) => {
  const standing = { code: 'STATUS_FORBIDS', firstOrder: 'ORDER-1', status: 'CANCELLED', allowedActions: [] };

  expect(refusal(renew(subscription, now))).toEqual({ ...standing, verb: 'createRenewalOrder' });
  expect(refusal(change(subscription, now))).toEqual({ ...standing, verb: 'changeSeats' });
  for (const verb of ['suspendOrder', 'resumeOrder', 'keepOrder'] as const) {
    expect(refusal(check(verb, subscription, now))).toEqual({ ...standing, verb });
  }
  expect(planned(cancel(subscription, now))).toEqual({ kind: 'NONE' });
  expect(planned(cancel(subscription, now, 'END_OF_TERM'))).toEqual({ kind: 'NONE' });
});

test('an early renewal is refused with the opening of the window', () => {
  expect(refusal(renew(opened, instant('2028-02-14T09:59:59Z')))).toEqual({
    code: 'RENEWAL_TOO_EARLY',
    firstOrder: 'ORDER-1',
    status: 'ACTIVE',
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
    opensAt: '2028-02-14T10:00:00Z',
  });
});

test('a renewal while the next term is sold is refused with the start of that term and its window', () => {
  expect(refusal(renew(renewedInWindow, inWindow))).toEqual({
    code: 'NEXT_TERM_SOLD',
    firstOrder: 'ORDER-1',
    status: 'ACTIVE',
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
    startsAt: '2028-02-29T10:00:00Z',
    opensAt: '2028-03-16T10:00:00Z',
  });
});

test('a renewal with a scheduled cancellation is refused with its date, in and outside the window', () => {
  for (const now of [early, inWindow]) {
    expect(refusal(renew(scheduled, now))).toEqual({
      code: 'CANCELLATION_SCHEDULED',
      firstOrder: 'ORDER-1',
      status: 'ACTIVE',
      allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder', 'keepOrder'],
      cancelsAt: '2028-02-29T10:00:00Z',
    });
  }
});

test('a renewal during a hold from above is refused with the time of that hold, not of the own one', () => {
  const held = heldBy(suspended, [distributor], instant('2028-02-05T00:00:00Z'));

  expect(refusal(renew(held, inWindow))).toEqual({
    code: 'HOLD_NOT_YOURS',
    firstOrder: 'ORDER-1',
    status: 'SUSPENDED',
    allowedActions: ['changeSeats', 'resumeOrder', 'cancelOrder'],
    heldSince: '2028-02-05T00:00:00Z',
  });
});

test('a hold from above also prevents the renewal of an expired subscription', () => {
  expect(refusal(renew(heldBy(opened, [distributor], early), afterEnd))).toEqual({
    code: 'HOLD_NOT_YOURS',
    firstOrder: 'ORDER-1',
    status: 'EXPIRED',
    allowedActions: ['suspendOrder', 'cancelOrder'],
    heldSince: '2028-02-01T00:00:00Z',
  });
});

test('a renewal lifts the own and lower holds, and a renewal from above lifts all', () => {
  const held = heldBy(opened, [partner, reseller], early);
  const heldByAll = heldBy(held, [distributor], early);

  expect(planned(renew(held, inWindow)).liftedHolds).toEqual(held.holds);
  expect(planned(renew(heldByAll, inWindow, distributor)).liftedHolds).toEqual(heldByAll.holds);
  expect(refusal(renew(held, inWindow, reseller))['code']).toBe('HOLD_NOT_YOURS');
  expect(renewed(held, planned(renew(held, inWindow)))).toEqual(renewed(opened, planned(renew(opened, inWindow))));
});

test('a renewal keeps the seats of the last term unless it sets another number', () => {
  const afterFirst = renewedInWindow.lastEndsAt.subtract({ hours: 24 });

  expect(planned(renew(opened, inWindow)).seats).toBe(20);
  expect(planned(renew(opened, inWindow, partner, 100)).seats).toBe(100);
  expect(planned(renew(opened, inWindow, partner, 1)).seats).toBe(1);
  expect(planned(renew(renewedInWindow, afterFirst)).seats).toBe(12);
  expect(planned(renew(opened, afterEnd)).seats).toBe(20);
});

test('after a renewal the subscription ends with the new term, whose window is not announced', () => {
  const announced = { ...suspended, windowAnnounced: true };

  const after = renewed(announced, planned(renew(announced, inWindow)));

  expect(after).toEqual({
    ...opened,
    run: { ...opened.run, periods: 2 },
    lastStartsAt: instant('2028-02-29T10:00:00Z'),
    lastEndsAt: instant('2028-03-31T10:00:00Z'),
    renewalOpensAt: instant('2028-03-16T10:00:00Z'),
    windowAnnounced: false,
  });
});

test('after the renewal of an expired subscription a new run starts now in the present time zone', () => {
  const moved = { ...opened, timeZone: 'Asia/Bahrain' };

  const after = renewed(moved, planned(renew(moved, afterEnd)));

  expect(after).toEqual({
    ...moved,
    run: { anchor: Temporal.PlainDateTime.from('2028-03-10T03:00:00'), zone: 'Asia/Bahrain', periods: 1 },
    lastStartsAt: afterEnd,
    lastEndsAt: instant('2028-04-10T00:00:00Z'),
    renewalOpensAt: instant('2028-03-26T00:00:00Z'),
  });
});

test('additional seats apply to the current term at once', () => {
  const [term] = opened.terms;

  expect(planned(change(opened, early))).toEqual({ currentTerm: term, raisedTermIds: [1], added: 5 });
  expect(planned(change(opened, opened.lastStartsAt)).added).toBe(5);
  expect(planned(change(suspended, early, 21))).toEqual({ currentTerm: term, raisedTermIds: [1], added: 1 });
});

test('additional seats also raise a later term with fewer, and leave one with as many', () => {
  expect(planned(change(renewedInWindow, inWindow)).raisedTermIds.toSorted()).toEqual([1, 2]);
  expect(planned(change(renewedAt(opened, inWindow, 25), inWindow)).raisedTermIds).toEqual([1]);
  expect(planned(change(renewedAt(opened, inWindow, 30), inWindow)).raisedTermIds).toEqual([1]);
});

test('once the later term runs, it is the current one, and the ended one is unchanged', () => {
  const now = opened.lastEndsAt;

  expect(planned(change(renewedInWindow, now, 13))).toEqual({
    currentTerm: renewedInWindow.terms[0],
    raisedTermIds: [2],
    added: 1,
  });
});

test.each([1, 19, 20])('within a term %i seats instead of 20 are refused with both numbers', (seats) => {
  expect(refusal(change(opened, inWindow, seats))).toEqual({
    code: 'SEATS_NOT_INCREASED',
    firstOrder: 'ORDER-1',
    status: 'ACTIVE',
    allowedActions: ['createRenewalOrder', 'changeSeats', 'suspendOrder', 'cancelOrder'],
    requestedSeats: seats,
    currentSeats: 20,
  });
});

test('the count of holds is always that of the holds', () => {
  const held = heldBy(opened, [partner, reseller], early);

  expect(held.holdCount).toBe(2);
  expect(withHolds(held, held.holds.slice(1))).toEqual({ ...held, holds: [held.holds[1]], holdCount: 1 });
});

test('a suspension places the hold of the caller, even if others have one', () => {
  const held = heldBy(opened, [distributor], early);

  expect(planned(planSuspension(held, partner, 'Unpaid', inWindow))).toEqual({
    kind: 'PLACES_HOLD',
    hold: { placedById: partner.organisationId, placedAt: inWindow, reason: 'Unpaid' },
  });
  expect(planned(planSuspension(held, partner, undefined, inWindow))).toMatchObject({ hold: { reason: null } });
});

test('a suspension changes the reason of the own hold, and changes nothing for the same or no reason', () => {
  const [hold, other] = heldBy(opened, [partner, distributor], early).holds.map((one) => ({
    ...one,
    reason: 'Unpaid',
  }));
  if (hold === undefined || other === undefined) throw new Error('There are two holds');
  const held = withHolds(opened, [other, hold]);

  expect(planned(planSuspension(held, partner, 'Fraud', inWindow))).toEqual({
    kind: 'CHANGES_REASON',
    hold,
    reason: 'Fraud',
  });
  expect(planned(planSuspension(held, partner, 'Unpaid', inWindow))).toEqual({ kind: 'NONE' });
  expect(planned(planSuspension(held, partner, undefined, inWindow))).toEqual({ kind: 'NONE' });
  expect(answerOf(planSuspension(ended, partner, 'Fraud', inWindow))).toBe('STATUS_FORBIDS');
});

test('every refusal contains the status and the possible verbs of the caller', () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(anySituation, anyActor, fc.integer({ min: 1, max: 50 }), ({ subscription, now }, actor, seats) => {
      const results: Result<unknown, SubscriptionRefusal>[] = [
        planRenewalOrder(subscription, actor, seats, now),
        planChangeSeats(subscription, actor, seats, now),
        planCancellation(subscription, actor, 'END_OF_TERM', now),
        planSuspension(subscription, actor, 'Unpaid', now),
      ];
      for (const result of results) {
        if (result.ok) continue;
        const { firstOrder, status, allowedActions: verbs, code } = result.error;
        expect({ firstOrder, status, verbs }).toEqual({
          firstOrder: subscription.firstOrder,
          status: statusAt(subscription, now),
          verbs: allowedActions(subscription, actor, now),
        });
        codes.add(code);
      }
    }),
    { numRuns: 1000 },
  );

  expect([...codes].sort()).toEqual([
    'CANCELLATION_SCHEDULED',
    'HOLD_NOT_YOURS',
    'NEXT_TERM_SOLD',
    'RENEWAL_TOO_EARLY',
    'SEATS_NOT_INCREASED',
    'STATUS_FORBIDS',
  ]);
});
