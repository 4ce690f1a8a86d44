import fc from 'fast-check';
import type { Actor } from '../../src/shared/actor.ts';
import { laterOf } from '../../src/shared/clock.ts';
import { permissions } from '../../src/shared/permission.ts';
import type { Result } from '../../src/shared/result.ts';
import type { SubscriptionRefusal } from '../../src/subscriptions/errors.ts';
import { planCancellation, planRenewalOrder } from '../../src/subscriptions/plans.ts';
import { statusAt } from '../../src/subscriptions/rules.ts';
import { cancelled, kept, renewed, withHolds } from '../../src/subscriptions/transitions.ts';
import type { CancelAt, SoldTerm, Subscription } from '../../src/subscriptions/types.ts';
import { renewalOpensAt } from '../../src/terms/renewal-window.ts';
import { type Duration, firstTerm } from '../../src/terms/term.ts';

// Subscriptions as plain values, for tests of the pure rules.

export const instant = Temporal.Instant.from;

/**
 * Three organisations in a line. The subscription belongs to `partner`; only `distributor` and `partner` may lift its
 * hold.
 */
export const distributor: Actor = actor(1, [1, 2, 3]);
export const partner: Actor = actor(2, [2, 3]);
export const reseller: Actor = actor(3, [3]);

function actor(organisationId: number, organisationIds: number[]): Actor {
  const credential = { kind: 'API_KEY', organisationId, keyId: 1 } as const;
  return {
    organisationId,
    organisationIds,
    treeVersion: '1:0',
    permissions: new Set(permissions),
    credential,
    onBehalfOfId: null,
    testClockId: null,
  };
}

interface Opening {
  readonly startsAt?: Temporal.Instant;
  readonly duration?: Duration;
  readonly timeZone?: string;
  readonly windowDays?: number;
}

/** Returns a subscription of 20 seats as its first order opens it: by default monthly from 31 January 2028. */
export function openedSubscription(opening: Opening = {}): Subscription {
  const { startsAt = instant('2028-01-31T10:00:00Z'), duration = 'MONTHLY', timeZone = 'UTC' } = opening;
  const { windowDays = 15 } = opening;
  const term = firstTerm(startsAt, timeZone, duration);
  return {
    id: 7,
    organisationId: 2,
    customerId: 8,
    ratePlanId: 9,
    firstOrderId: 10,
    firstOrder: 'ORDER-1',
    duration,
    timeZone,
    windowDays,
    run: term.run,
    firstStartsAt: term.startsAt,
    lastStartsAt: term.startsAt,
    lastEndsAt: term.endsAt,
    renewalOpensAt: renewalOpensAt(term, windowDays),
    windowAnnounced: false,
    cancelsAt: null,
    cancelledAt: null,
    holds: [],
    holdCount: 0,
    terms: [{ id: 1, seats: 20, startsAt: term.startsAt, endsAt: term.endsAt, endAnnounced: false }],
  };
}

/** Returns the subscription with additional holds of these organisations. */
export function heldBy(subscription: Subscription, holders: Actor[], placedAt: Temporal.Instant): Subscription {
  const added = holders.map(({ organisationId }) => ({
    id: 100 + organisationId,
    placedById: organisationId,
    placedAt,
    reason: null,
  }));
  return withHolds(subscription, [...subscription.holds, ...added]);
}

/** Returns the subscription after a renewal, or unchanged if the rules refuse it. */
export function renewedAt(subscription: Subscription, now: Temporal.Instant, seats?: number): Subscription {
  const plan = planRenewalOrder(subscription, distributor, seats, now);
  if (!plan.ok) return subscription;
  const [last] = subscription.terms;
  const { startsAt, endsAt } = plan.value.term;
  const added = { id: (last?.id ?? 0) + 1, seats: plan.value.seats, startsAt, endsAt, endAnnounced: false };
  return { ...renewed(subscription, plan.value), terms: [added, ...subscription.terms].slice(0, 2) };
}

/** Returns the subscription after a cancellation, or unchanged if the rules refuse it. */
export function cancelledAt(subscription: Subscription, at: CancelAt, now: Temporal.Instant): Subscription {
  const plan = planCancellation(subscription, distributor, at, now);
  if (!plan.ok || plan.value.kind === 'NONE') return subscription;
  const after = cancelled(subscription, plan.value, now);
  if (plan.value.kind === 'AT_END_OF_TERM') return after;
  const { endedTerm, voidedTerms } = plan.value;
  const sold = subscription.terms.filter((term) => !voidedTerms.includes(term));
  return { ...after, terms: sold.map((term): SoldTerm => (term === endedTerm ? { ...term, endsAt: now } : term)) };
}

/**
 * The subscription of most tests: 20 seats from 31 January 2028, 10:00 to 29 February 2028, 10:00 UTC, whose renewal
 * window opens on 14 February. The instants are the times of the tests.
 */
export const opened = openedSubscription();
export const beforeStart = instant('2028-01-31T09:59:59Z');
export const early = instant('2028-02-01T00:00:00Z');
export const inWindow = instant('2028-02-20T00:00:00Z');
export const afterEnd = instant('2028-03-10T00:00:00Z');
/** The same subscription, scheduled to be cancelled at its end. */
export const scheduled = cancelledAt(opened, 'END_OF_TERM', early);

/** Returns the value of an allowed result. */
export function planned<Value>(result: Result<Value, SubscriptionRefusal>): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${result.error.code}`);
}

/** Returns the code and the facts of a refusal, with dates as text. */
export function refusal(result: Result<unknown, SubscriptionRefusal>): Record<string, unknown> {
  if (result.ok) throw new Error('It was not refused');
  const { name, ...facts } = JSON.parse(JSON.stringify(result.error));
  return facts;
}

/** A subscription in a random life, and the time. */
export interface Situation {
  readonly subscription: Subscription;
  readonly now: Temporal.Instant;
}

export const anyActor: fc.Arbitrary<Actor> = fc.constantFrom(distributor, partner, reseller);

const zones = ['UTC', 'Asia/Bahrain', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe'];

const opening = fc.record({
  startsAt: fc
    .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2032, 0, 1) / 1000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
  duration: fc.constantFrom<Duration>('MONTHLY', 'YEARLY'),
  timeZone: fc.constantFrom(...zones),
  windowDays: fc.oneof(fc.constant(15), fc.integer({ min: 0, max: 70 })),
});

// Time moves to one of the dates of the rules, or a second beside it, more often than to any other instant.
const move = fc.record({
  to: fc.constantFrom('renewalOpensAt', 'lastStartsAt', 'lastEndsAt', 'anywhere' as const),
  seconds: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: 40 * 86_400 })),
});
type Move = typeof move extends fc.Arbitrary<infer Value> ? Value : never;

const verb = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('renew' as const), seats: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('hold' as const), by: fc.constantFrom(1, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom('release', 'cancel', 'schedule', 'keep') }) },
);
type Verb = typeof verb extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Random lives: renewals, holds of three organisations, cancellations of both kinds, and moves of time. Some begin
 * before the first term, so that every status occurs.
 */
export const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    opening,
    hoursBefore: fc.constantFrom(0, 0, 2000, 9000, 9000),
    steps: fc.array(fc.tuple(move, verb)),
    last: move,
  })
  .map(({ opening, hoursBefore, steps, last }) => {
    const begun = { subscription: openedSubscription(opening), now: opening.startsAt.subtract({ hours: hoursBefore }) };
    const lived = steps.reduce((before, [move, verb]) => afterVerb(afterMove(before, move), verb), begun);
    return afterMove(lived, last);
  });

function afterMove({ subscription, now }: Situation, { to, seconds }: Move): Situation {
  const from = to === 'anywhere' ? now : subscription[to];
  return { subscription, now: laterOf(now, from.add({ seconds })) };
}

function afterVerb({ subscription, now }: Situation, step: Verb): Situation {
  if (statusAt(subscription, now) === 'CANCELLED') return { subscription, now };
  switch (step.verb) {
    case 'renew':
      return { subscription: renewedAt(subscription, now, step.seats), now };
    case 'hold': {
      const holder = [distributor, partner, reseller][step.by - 1] ?? partner;
      const stands = subscription.holds.some((hold) => hold.placedById === holder.organisationId);
      return { subscription: stands ? subscription : heldBy(subscription, [holder], now), now };
    }
    case 'release':
      return { subscription: withHolds(subscription, []), now };
    case 'keep':
      return { subscription: kept(subscription), now };
    default:
      return { subscription: cancelledAt(subscription, step.verb === 'cancel' ? 'NOW' : 'END_OF_TERM', now), now };
  }
}
