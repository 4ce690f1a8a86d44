import type { Answer, Refusal } from './answer.ts';
import { unixOf } from './calendar.ts';
import type { Verb } from './commands.ts';
import * as m from './model.ts';

// How what the model knows must look through the doors, member for member.

/** What GraphQL must answer to a verb. */
export function graphqlAnswer(model: m.Model, who: m.Who, verb: Verb, answer: Answer): unknown {
  if (answer.kind === 'REFUSAL') return graphqlRefusal(answer.refusal);
  const success = { __typename: `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Success` };
  switch (answer.kind) {
    case 'ORDER':
      return { ...success, ...graphqlOrder(model, who, answer.order) };
    case 'CUSTOMER':
      return { ...success, customer: customerOf(model, answer.customer) };
    case 'USER':
      return verb === 'removeUser' ? success : { ...success, user: userOf(model, answer.email) };
    case 'CLOCK':
      return { ...success, now: model.now, announced: answer.announced };
  }
}

/** A refusal as a member of the result's union: STATUS_FORBIDS is a StatusForbidsError. */
export function graphqlRefusal({ code, ...facts }: Refusal): unknown {
  const words = code.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return { __typename: `${words.join('')}Error`, code, ...facts };
}

function graphqlOrder(model: m.Model, who: m.Who, remoteId: string): object {
  const { kind, firstOrder, createdAt } = find(model.orders, remoteId);
  return { order: { remoteId, kind, createdAt }, subscription: standingOf(model, who, firstOrder) };
}

/** How a subscription stands for one of the two organisations, in GraphQL. */
export function standingOf(model: m.Model, who: m.Who, firstOrder: string): object {
  const subscription = find(model.subscriptions, firstOrder);
  const { cancelsAt, cancelledAt } = subscription;
  return {
    status: m.statusOf(subscription, model.now),
    allowedActions: m.allowedActions(model, subscription, who),
    daysLeft: m.daysLeft(subscription, model.now),
    lastEndsAt: m.lastTerm(subscription).endsAt,
    renewalOpensAt: m.opensAt(model, subscription),
    cancelsAt,
    cancelledAt,
    renewalEligibility: eligibilityOf(model, subscription, who),
  };
}

/** The same with everything that belongs to it. */
export function wholeOf(model: m.Model, who: m.Who, firstOrder: string): object {
  const subscription = find(model.subscriptions, firstOrder);
  const { customer, product, duration, terms, holds } = subscription;
  const term = m.currentTerm(subscription, model.now);
  return {
    ...standingOf(model, who, firstOrder),
    customer: { remoteId: customer },
    product: { code: product },
    duration,
    currentTerm: term === undefined ? null : { order: { remoteId: term.order } },
    terms: {
      nodes: terms.map(({ order, period, seats, startsAt, endsAt, voidedAt }) => {
        return { order: { remoteId: order }, period, seats, startsAt, endsAt, voidedAt };
      }),
    },
    holds: holds.map((hold) => {
      return { isYours: hold.by === who, isLiftable: m.mayLift(who, hold), placedAt: hold.since, reason: hold.reason };
    }),
  };
}

/** Whether it can be renewed, and the term that a renewal would add: now, or once the calendar allows it. */
function eligibilityOf(model: m.Model, subscription: m.Subscription, who: m.Who): unknown {
  const reason = m.renewalObstacle(model, subscription, who)?.code ?? null;
  const waitsForTheCalendar = reason === 'RENEWAL_TOO_EARLY' || reason === 'NEXT_TERM_SOLD';
  const opensAt = m.opensAt(model, subscription);
  const earliest = waitsForTheCalendar ? opensAt : model.now;
  const { startsAt, endsAt } = m.plannedTerm(model, subscription, earliest);
  const isPossible = reason === null || waitsForTheCalendar;
  return { allowed: reason === null, reason, opensAt, term: isPossible ? { startsAt, endsAt } : null };
}

function customerOf(model: m.Model, remoteId: string): unknown {
  const { name, adminEmail, isActive, createdAt } = find(model.customers, remoteId);
  return { remoteId, name, admin: { email: adminEmail }, isActive, createdAt };
}

function userOf(model: m.Model, key: string): unknown {
  const { email, customer, isActive, createdAt } = find(model.users, key);
  return { email, customer: customer === null ? null : { remoteId: customer }, isActive, createdAt };
}

/** What the envelope must answer to a method that succeeds, but for our own ids. */
export function envelopeAnswer(model: m.Model, partner: number, verb: Verb, answer: Answer): unknown {
  if (answer.kind === 'ORDER') return envelopeOrder(model, partner, answer.order);
  if (answer.kind === 'CLOCK') return { now: unixOf(model.now), announced: answer.announced };
  if (answer.kind === 'CUSTOMER') {
    const { name, adminEmail: email, isActive, createdAt } = find(model.customers, answer.customer);
    return { name, partner, createdAt: unixOf(createdAt), isActive, admin: { email }, remoteId: answer.customer };
  }
  if (answer.kind === 'REFUSAL') throw new Error('A refusal is a sentence in the envelope');
  if (verb !== 'createUser') return true;
  const { email, customer, isActive, createdAt } = find(model.users, answer.email);
  return { email, displayName: null, instance: customer, isActive, createdAt: unixOf(createdAt) };
}

function envelopeOrder(model: m.Model, partner: number, remoteId: string): unknown {
  const { kind, firstOrder, createdAt, term } = find(model.orders, remoteId);
  const subscription = find(model.subscriptions, firstOrder);
  const { customer, product, duration, terms } = subscription;
  const { seats, startsAt, endsAt, voidedAt } = find(terms, term);
  const status = m.statusOf(subscription, model.now);
  return {
    remoteId,
    parent: kind === 'FIRST' ? null : firstOrder,
    customer,
    partner,
    product,
    licenses: seats,
    duration: duration.toLowerCase(),
    status: status.toLowerCase(),
    isActive: status === 'ACTIVE',
    startsAt: unixOf(startsAt),
    endsAt: unixOf(endsAt),
    ...(voidedAt !== null && { voidedAt: unixOf(voidedAt) }),
    createdAt: unixOf(createdAt),
  };
}

/** What the envelope's sentence must contain of a refusal: its numbers, and its instants in Unix seconds as well. */
export function toldInSentence({ code: _code, ...facts }: Refusal): string[] {
  return Object.values(facts).flatMap((fact) => {
    if (typeof fact === 'number') return [String(fact)];
    return typeof fact === 'string' && fact.endsWith('Z') ? [`${fact} (${unixOf(fact)})`] : [];
  });
}

function find<Value>(values: Readonly<Record<string, Value>> | readonly Value[], key: string | number): Value {
  const value = (values as Readonly<Record<string, Value>>)[key];
  if (value === undefined) throw new Error(`The model has no ${key}`);
  return value;
}
