import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { factNamesOf, namesOf, pick } from '../shared/members.ts';
import { type OrderDetails, orderDetails } from './details.ts';
import type { Order } from './types.ts';

// Changes to the details of an order, as pure functions.

/** The largest number of activations of a serial number. Contract: licensing 3.3. */
export function largestActivationLimit({ isDemo }: Pick<OrderDetails, 'isDemo'>): number {
  return isDemo ? 10 : 50;
}

/** Changes to an order. Undefined members stay unchanged; null removes optional text. */
export interface OrderChanges extends Changes<OrderDetails> {
  readonly isArchived?: boolean | undefined;
}

/** The order after the changes. `now` is the time of archiving, in UTC. */
export function withChanges(order: Order, changes: OrderChanges, now: Temporal.Instant): Order {
  const { isArchived = order.archivedAt !== null } = changes;
  const details = definedMembers<OrderDetails>(changes, detailNames);
  return { ...order, ...details, archivedAt: isArchived ? (order.archivedAt ?? now) : null };
}

/** The names of the details in which two versions of an order differ. */
export function changedDetails(before: Order, after: Order): (keyof OrderDetails)[] {
  return differing(before, after, detailNames);
}

/** The details that an event holds. Texts are left out, because they may be personal. */
export function eventFactsOf(order: Order): Partial<OrderDetails> {
  return pick(order, factNamesOf(orderDetails));
}

const detailNames = namesOf(orderDetails);
