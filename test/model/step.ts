import { announceDue } from './announcements.ts';
import { type Answer, Refused, refuse } from './answer.ts';
import { plusMonths, plusSeconds, type Time } from './calendar.ts';
import type { Command, CommandOf, Destination, Verb } from './commands.ts';
import { type Model, nextBoundary, seatUse, type Who } from './model.ts';
import * as orders from './order-verbs.ts';

// One command after the other: what the model becomes, and what the caller is answered.

type Verbs = { readonly [V in Verb]: (model: Model, who: Who, command: CommandOf<V>) => Answer };

const verbs: Verbs = {
  createCustomer,
  updateCustomer,
  createFirstOrder: orders.createFirstOrder,
  createRenewalOrder: orders.createRenewalOrder,
  changeSeats: orders.changeSeats,
  suspendOrder: orders.suspendOrder,
  resumeOrder: orders.resumeOrder,
  cancelOrder: orders.cancelOrder,
  keepOrder: orders.keepOrder,
  createUser,
  updateUserByEmail,
  removeUser,
  advanceTestClock,
};

/** What a command makes of a model, which itself stays as it is. A refusal leaves everything as it was. */
export function step(before: Model, who: Who, command: Command): { readonly model: Model; readonly answer: Answer } {
  const model = structuredClone(before);
  const verb = verbs[command.verb] as (model: Model, who: Who, command: Command) => Answer;
  try {
    return { answer: verb(model, who, command), model };
  } catch (error) {
    if (error instanceof Refused) return { answer: { kind: 'REFUSAL', refusal: error.refusal }, model: before };
    throw error;
  }
}

/** The contact with which a customer is always created. */
export function adminEmailOf(customer: string): string {
  return `${customer.toLowerCase()}@example.com`;
}

function createCustomer(model: Model, who: Who, { id, name }: CommandOf<'createCustomer'>): Answer {
  const words = { name };
  const existing = model.customers[id];
  const conflictingFields = existing === undefined ? [] : orders.differing(existing.words, words);
  if (conflictingFields.length > 0) refuse('REMOTE_ID_CONFLICT', { remoteId: id, conflictingFields });
  if (existing === undefined) {
    const customer = { name, adminEmail: adminEmailOf(id), isActive: true, createdAt: model.now };
    model.customers[id] = { ...customer, words };
    record(model, who, id, 'createCustomer');
  }
  return { kind: 'CUSTOMER', customer: id };
}

function updateCustomer(model: Model, who: Who, command: CommandOf<'updateCustomer'>): Answer {
  const { id } = command;
  const customer = model.customers[id] ?? refuse('CUSTOMER_NOT_FOUND', { remoteId: id });
  const { name = customer.name, isActive = customer.isActive } = command;
  if (name !== customer.name || isActive !== customer.isActive) record(model, who, id, 'updateCustomer');
  Object.assign(customer, { name, isActive });
  return { kind: 'CUSTOMER', customer: id };
}

function createUser(model: Model, who: Who, { email, customer }: CommandOf<'createUser'>): Answer {
  if (customer !== undefined) {
    const tenant = model.customers[customer] ?? refuse('CUSTOMER_NOT_FOUND', { remoteId: customer });
    if (!tenant.isActive) refuse('CUSTOMER_INACTIVE', { remoteId: customer });
  }
  const key = email.toLowerCase();
  if (model.users[key] !== undefined) refuse('EMAIL_TAKEN');
  takeSeat(model, customer ?? null);
  model.users[key] = { email, customer: customer ?? null, isActive: true, createdAt: model.now };
  record(model, who, 'USER', 'createUser');
  return { kind: 'USER', email: key };
}

function updateUserByEmail(model: Model, who: Who, command: CommandOf<'updateUserByEmail'>): Answer {
  const key = command.email.toLowerCase();
  const user = model.users[key] ?? refuse('USER_NOT_FOUND');
  if (command.isActive !== user.isActive) {
    if (command.isActive) takeSeat(model, user.customer);
    user.isActive = command.isActive;
    record(model, who, 'USER', 'updateUserByEmail');
  }
  return { kind: 'USER', email: key };
}

function removeUser(model: Model, who: Who, { email }: CommandOf<'removeUser'>): Answer {
  const key = email.toLowerCase();
  if (model.users[key] === undefined) refuse('USER_NOT_FOUND');
  delete model.users[key];
  record(model, who, 'USER', 'removeUser');
  return { kind: 'USER', email: key };
}

function takeSeat(model: Model, customer: string | null): void {
  if (customer === null) return;
  const { seatLimit, activeUsers } = seatUse(model, customer);
  if (activeUsers >= seatLimit) refuse('SEAT_LIMIT_REACHED', { seatLimit, activeUsers });
}

function advanceTestClock(model: Model, who: Who, command: CommandOf<'advanceTestClock'>): Answer {
  const to = destinationOf(model, command.to);
  if (to < model.now) refuse('CLOCK_BACKWARD', { now: model.now, to });
  if (to === model.now) return { kind: 'CLOCK', announced: 0 };
  model.now = to;
  const announced = announceDue(model);
  record(model, who, 'CLOCK', 'advanceTestClock');
  return { kind: 'CLOCK', announced };
}

export function destinationOf(model: Model, to: Destination): Time {
  if ('seconds' in to) return plusSeconds(model.now, to.seconds);
  if ('months' in to) return plusMonths(model.now, to.months);
  return plusSeconds(nextBoundary(model, to.next), to.plusSeconds);
}

function record(model: Model, by: Who, subject: string, verb: Verb): void {
  model.events.push({ subject, verb, by, at: model.now, status: null });
}
