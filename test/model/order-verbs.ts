import { announceDue } from './announcements.ts';
import { type Answer, refuse } from './answer.ts';
import type { CommandOf, Verb } from './commands.ts';
import {
  allowedActions,
  currentTerm,
  firstTerm,
  lastTerm,
  type Model,
  mayLift,
  type Order,
  plannedTerm,
  renewalObstacle,
  type Status,
  type Subscription,
  statusOf,
  type Term,
  type Who,
  type Words,
} from './model.ts';

const products = ['oo-lite', 'oo-std', 'oo-ent', 'erp-std', 'erp-admin', 'erp-lim'];

export function createFirstOrder(model: Model, who: Who, command: CommandOf<'createFirstOrder'>): Answer {
  const { customer, id, product, seats, duration } = command;
  const words = { customer, product, seats, duration };
  if (isRetry(model, id, 'FIRST', words)) return answer(id);
  const buyer = model.customers[customer] ?? refuse('CUSTOMER_NOT_FOUND', { remoteId: customer });
  if (!buyer.isActive) refuse('CUSTOMER_INACTIVE', { remoteId: customer });
  if (!products.includes(product)) refuse('UNKNOWN_PRODUCT', { product, acceptedProducts: products });

  const { run, ...dates } = firstTerm(model, duration, model.now);
  const holds = { holds: [], cancelsAt: null, cancelledAt: null, windowFrom: model.now, windowAnnounced: false };
  model.subscriptions[id] = { customer, product, duration, run, terms: [sold(id, seats, dates)], ...holds };
  model.orders[id] = { kind: 'FIRST', firstOrder: id, words, createdAt: model.now, term: 0, quantity: seats };
  record(model, who, id, 'createFirstOrder', 'ACTIVE');
  return answer(id);
}

export function createRenewalOrder(model: Model, who: Who, command: CommandOf<'createRenewalOrder'>): Answer {
  const { parent, id, seats } = command;
  const words = { firstOrder: parent, seats };
  if (isRetry(model, id, 'RENEWAL', words)) return answer(id);
  const subscription = open(model, parent);
  const obstacle = renewalObstacle(model, subscription, who);
  if (obstacle !== undefined) refuse(obstacle.code, { ...obstacle, ...standing(model, parent, who) });

  const { run, ...dates } = plannedTerm(model, subscription, model.now);
  const quantity = seats ?? lastTerm(subscription).seats;
  const term = subscription.terms.push(sold(id, quantity, dates)) - 1;
  Object.assign(subscription, { run, holds: [], windowFrom: model.now, windowAnnounced: false });
  model.orders[id] = { kind: 'RENEWAL', firstOrder: parent, words, createdAt: model.now, term, quantity };
  record(model, who, parent, 'createRenewalOrder', statusOf(subscription, model.now));
  return answer(id);
}

export function changeSeats(model: Model, who: Who, command: CommandOf<'changeSeats'>): Answer {
  const { parent, id, seats } = command;
  const words = { firstOrder: parent, seats };
  if (isRetry(model, id, 'CHANGE', words)) return answer(id);
  const subscription = open(model, parent);
  const current = currentTerm(subscription, model.now);
  const status = statusOf(subscription, model.now);
  const isRunning = status === 'ACTIVE' || status === 'SUSPENDED';
  if (!isRunning || current === undefined) return forbid(model, parent, who, 'changeSeats');
  const facts = { requestedSeats: seats, currentSeats: current.seats };
  if (seats <= current.seats) refuse('SEATS_NOT_INCREASED', { ...facts, ...standing(model, parent, who) });

  const order = { kind: 'CHANGE', firstOrder: parent, words, createdAt: model.now } as const;
  model.orders[id] = { ...order, term: subscription.terms.indexOf(current), quantity: seats - current.seats };
  const unended = subscription.terms.filter((term) => term.voidedAt === null && term.endsAt > model.now);
  for (const term of unended) term.seats = Math.max(term.seats, seats);
  record(model, who, parent, 'changeSeats', null);
  return answer(id);
}

export function suspendOrder(model: Model, who: Who, { id, reason }: CommandOf<'suspendOrder'>): Answer {
  const subscription = openUncancelled(model, id, who, 'suspendOrder');
  const own = subscription.holds.find((hold) => hold.by === who);
  if (own !== undefined && (reason === undefined || reason === own.reason)) return answer(id);
  if (own === undefined) subscription.holds.push({ by: who, since: model.now, reason: reason ?? null });
  else own.reason = reason ?? null;
  record(model, who, id, 'suspendOrder', statusOf(subscription, model.now));
  return answer(id);
}

export function resumeOrder(model: Model, who: Who, { id }: CommandOf<'resumeOrder'>): Answer {
  const subscription = openUncancelled(model, id, who, 'resumeOrder');
  const staying = subscription.holds.filter((hold) => !mayLift(who, hold));
  if (staying.length === subscription.holds.length) return answer(id);
  subscription.holds = staying;
  record(model, who, id, 'resumeOrder', statusOf(subscription, model.now));
  return answer(id);
}

export function cancelOrder(model: Model, who: Who, { id, at }: CommandOf<'cancelOrder'>): Answer {
  const subscription = open(model, id);
  const status = statusOf(subscription, model.now);
  if (status === 'CANCELLED') return answer(id);
  if (at === 'END_OF_TERM') {
    if (status === 'EXPIRED') return forbid(model, id, who, 'cancelOrder');
    if (subscription.cancelsAt !== null) return answer(id);
    subscription.cancelsAt = lastTerm(subscription).endsAt;
  } else {
    endEverything(subscription, model);
  }
  record(model, who, id, 'cancelOrder', statusOf(subscription, model.now));
  return answer(id);
}

/** The current term ends now, and what was sold after it never starts. */
function endEverything(subscription: Subscription, { now }: Model): void {
  const unended = subscription.terms.filter((term) => term.voidedAt === null && term.endsAt > now);
  for (const term of unended) {
    if (term.startsAt > now) term.voidedAt = now;
    else Object.assign(term, { endsAt: now, endAnnounced: true });
  }
  Object.assign(subscription, { cancelsAt: null, cancelledAt: now });
}

export function keepOrder(model: Model, who: Who, { id }: CommandOf<'keepOrder'>): Answer {
  const subscription = openUncancelled(model, id, who, 'keepOrder');
  if (subscription.cancelsAt === null) return answer(id);
  Object.assign(subscription, { cancelsAt: null, windowFrom: model.now });
  record(model, who, id, 'keepOrder', null);
  announceDue(model, [id]);
  return answer(id);
}

/** Whether an earlier request of the same words placed the order; a different one is refused. */
function isRetry(model: Model, id: string, kind: Order['kind'], words: Words): boolean {
  const placed = model.orders[id];
  if (placed === undefined) return false;
  const conflictingFields = placed.kind === kind ? differing(placed.words, words) : ['kind'];
  if (conflictingFields.length > 0) refuse('REMOTE_ID_CONFLICT', { remoteId: id, conflictingFields });
  return true;
}

/** In which members two requests differ. */
export function differing(one: Words, other: Words): string[] {
  return Object.keys(one)
    .filter((member) => one[member] !== other[member])
    .sort();
}

/** The subscription of a first order, once everything is announced that is due. */
function open(model: Model, firstOrder: string): Subscription {
  const order = model.orders[firstOrder] ?? refuse('ORDER_NOT_FOUND', { remoteId: firstOrder });
  const subscription = model.subscriptions[firstOrder];
  if (subscription === undefined) {
    return refuse('NOT_A_FIRST_ORDER', { remoteId: firstOrder, firstOrder: order.firstOrder });
  }
  announceDue(model, [firstOrder]);
  return subscription;
}

function openUncancelled(model: Model, firstOrder: string, who: Who, verb: Verb): Subscription {
  const subscription = open(model, firstOrder);
  if (statusOf(subscription, model.now) === 'CANCELLED') forbid(model, firstOrder, who, verb);
  return subscription;
}

function forbid(model: Model, firstOrder: string, who: Who, verb: Verb): never {
  return refuse('STATUS_FORBIDS', { verb, ...standing(model, firstOrder, who) });
}

/** What every refusal tells of the subscription that does not allow the verb. */
function standing(model: Model, firstOrder: string, who: Who) {
  const subscription = open(model, firstOrder);
  const status = statusOf(subscription, model.now);
  return { firstOrder, status, allowedActions: allowedActions(model, subscription, who) };
}

function sold(order: string, seats: number, dates: Pick<Term, 'period' | 'startsAt' | 'endsAt'>): Term {
  return { order, seats, ...dates, voidedAt: null, endAnnounced: false };
}

function record(model: Model, by: Who, subject: string, verb: Verb, status: Status | null): void {
  model.events.push({ subject, verb, by, at: model.now, status });
}

function answer(order: string): Answer {
  return { kind: 'ORDER', order };
}
