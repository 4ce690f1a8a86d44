import {
  type Duration,
  endOf,
  latest,
  minusDays,
  plusSeconds,
  type Run,
  runFrom,
  type Time,
  unixOf,
} from './calendar.ts';

// What Tenure must be, in memory and without a database: written from the design and not from the source.

export type Who = 'RESELLER' | 'DISTRIBUTOR';
export type Status = 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'CANCELLED';

/** What a request said, for telling a retry from a different request; what was left out is left out here. */
export type Words = Readonly<Record<string, string | number | undefined>>;

/** A reseller below a distributor, with all that it owns. The verbs change a copy of it. */
export interface Model {
  readonly zone: string;
  readonly windowDays: number;
  now: Time;
  readonly customers: Record<string, Customer>;
  readonly orders: Record<string, Order>;
  /** By the id of the first order. */
  readonly subscriptions: Record<string, Subscription>;
  /** By the e-mail in lower case. */
  readonly users: Record<string, User>;
  readonly events: Event[];
}

interface Customer {
  name: string;
  readonly adminEmail: string;
  isActive: boolean;
  readonly createdAt: Time;
  readonly words: Words;
}

export interface Order {
  readonly kind: 'FIRST' | 'RENEWAL' | 'CHANGE';
  readonly firstOrder: string;
  readonly words: Words;
  readonly createdAt: Time;
  /** Which term of the subscription it bought or changed, counted from 0 and with voided ones. */
  readonly term: number;
  /** How many seats it bought. */
  readonly quantity: number;
}

export interface Subscription {
  readonly customer: string;
  readonly product: string;
  readonly duration: Duration;
  run: Run;
  /** All that were ever sold, in the order of their sale. */
  readonly terms: Term[];
  /** Those that stand. */
  holds: Hold[];
  cancelsAt: Time | null;
  cancelledAt: Time | null;
  /** From when on the present window could open: the sale of the last term, or when it was kept after all. */
  windowFrom: Time;
  windowAnnounced: boolean;
}

export interface Term {
  readonly order: string;
  readonly period: number;
  seats: number;
  readonly startsAt: Time;
  endsAt: Time;
  voidedAt: Time | null;
  endAnnounced: boolean;
}

export interface Hold {
  readonly by: Who;
  readonly since: Time;
  reason: string | null;
}

interface User {
  readonly email: string;
  readonly customer: string | null;
  isActive: boolean;
  readonly createdAt: Time;
}

export interface Event {
  readonly subject: string;
  readonly verb: string;
  readonly by: Who | 'CALENDAR';
  readonly at: Time;
  /** The subscription's status afterwards, where the event tells it. */
  readonly status: Status | null;
}

export function emptyModel(zone: string, windowDays: number, now: Time): Model {
  return { zone, windowDays, now, customers: {}, orders: {}, subscriptions: {}, users: {}, events: [] };
}

/** The last sold term: what was voided is not sold any more. */
export function lastTerm({ terms }: Pick<Subscription, 'terms'>): Term {
  const term = terms.findLast(({ voidedAt }) => voidedAt === null);
  if (term === undefined) throw new Error('A subscription has a term from its beginning');
  return term;
}

export function currentTerm({ terms }: Subscription, now: Time): Term | undefined {
  return terms.find((term) => term.voidedAt === null && term.startsAt <= now && now < term.endsAt);
}

export function statusOf(subscription: Subscription, now: Time): Status {
  const { cancelledAt, cancelsAt, holds } = subscription;
  if (cancelledAt !== null || (cancelsAt !== null && cancelsAt <= now)) return 'CANCELLED';
  if (lastTerm(subscription).endsAt <= now) return 'EXPIRED';
  return holds.length > 0 ? 'SUSPENDED' : 'ACTIVE';
}

/** When the renewal window opens: so many days before the last term ends, but not before it starts. */
export function opensAt({ windowDays }: Model, subscription: Pick<Subscription, 'terms'>): Time {
  const { startsAt, endsAt } = lastTerm(subscription);
  return latest(startsAt, minusDays(endsAt, windowDays));
}

/** A hold is lifted by who placed it, and by who stands above. */
export function mayLift(who: Who, hold: Hold): boolean {
  return who === 'DISTRIBUTOR' || hold.by === 'RESELLER';
}

/** The code of what stands against a renewal, with its facts; undefined where nothing does. */
export function renewalObstacle(model: Model, subscription: Subscription, who: Who) {
  const { cancelsAt, holds } = subscription;
  const foreign = holds.find((hold) => !mayLift(who, hold));
  const { startsAt } = lastTerm(subscription);
  if (statusOf(subscription, model.now) === 'CANCELLED') return { code: 'STATUS_FORBIDS', verb: 'createRenewalOrder' };
  if (cancelsAt !== null) return { code: 'CANCELLATION_SCHEDULED', cancelsAt };
  if (foreign !== undefined) return { code: 'HOLD_NOT_YOURS', heldSince: foreign.since };
  if (startsAt > model.now) return { code: 'NEXT_TERM_SOLD', startsAt, opensAt: opensAt(model, subscription) };
  if (opensAt(model, subscription) > model.now) {
    return { code: 'RENEWAL_TOO_EARLY', opensAt: opensAt(model, subscription) };
  }
  return undefined;
}

/** The term that a renewal at `at` adds: it follows the last one, or begins a new run once that has ended. */
export function plannedTerm(model: Model, subscription: Subscription, at: Time) {
  const { duration, run } = subscription;
  const last = lastTerm(subscription);
  if (last.endsAt <= at) return firstTerm(model, duration, at);
  const period = last.period + 1;
  return { run, period, startsAt: last.endsAt, endsAt: endOf(run, duration, period) };
}

/** The first term of a run that begins at `at`, by the partner's own clocks. */
export function firstTerm({ zone }: Model, duration: Duration, at: Time) {
  const run = runFrom(at, zone);
  return { run, period: 1, startsAt: at, endsAt: endOf(run, duration, 1) };
}

/** The verbs that would change something. */
export function allowedActions(model: Model, subscription: Subscription, who: Who): string[] {
  const status = statusOf(subscription, model.now);
  if (status === 'CANCELLED') return [];
  const { holds, cancelsAt } = subscription;
  const actions = [];
  if (renewalObstacle(model, subscription, who) === undefined) actions.push('createRenewalOrder');
  if (status === 'ACTIVE' || status === 'SUSPENDED') actions.push('changeSeats');
  if (!holds.some((hold) => hold.by === who)) actions.push('suspendOrder');
  if (holds.some((hold) => mayLift(who, hold))) actions.push('resumeOrder');
  actions.push('cancelOrder');
  if (cancelsAt !== null) actions.push('keepOrder');
  return actions;
}

/** Days of 24 hours until the last term ends, begun ones counted whole. */
export function daysLeft(subscription: Subscription, now: Time): number {
  if (statusOf(subscription, now) === 'CANCELLED') return 0;
  return Math.max(0, Math.ceil((unixOf(lastTerm(subscription).endsAt) - unixOf(now)) / 86_400));
}

/** Seats and active users of a customer; no limit for who never subscribed, nor for the consumer tenant. */
export function seatUse({ subscriptions, users, now }: Model, customer: string, leftOut?: string) {
  const bought = Object.entries(subscriptions).filter(([, subscription]) => subscription.customer === customer);
  const seats = bought
    .filter(([firstOrder, subscription]) => firstOrder !== leftOut && statusOf(subscription, now) === 'ACTIVE')
    .reduce((sum, [, subscription]) => sum + (currentTerm(subscription, now)?.seats ?? 0), 0);
  const activeUsers = Object.values(users).filter((user) => user.customer === customer && user.isActive).length;
  return { seats, activeUsers, seatLimit: bought.length === 0 ? Number.POSITIVE_INFINITY : seats };
}

/** The next instant after now at which the calendar does something: a window opens, or a term ends. */
export function nextBoundary(model: Model, which: 'OPENING' | 'END'): Time {
  const boundaries = Object.values(model.subscriptions).flatMap((subscription) =>
    which === 'OPENING'
      ? [opensAt(model, subscription)]
      : subscription.terms.filter((term) => term.voidedAt === null).map((term) => term.endsAt),
  );
  const [next] = boundaries.filter((boundary) => boundary > model.now).sort();
  return next ?? plusSeconds(model.now, 86_400);
}
