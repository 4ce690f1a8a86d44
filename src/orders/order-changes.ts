import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import type { Order, OrderDetails } from './types.ts';

// The details of an order, and how they change. Pure, like the rules.

/** How often a serial number can be activated at the most; contract: licensing 3.3. */
export function largestActivationLimit({ isDemo }: Pick<OrderDetails, 'isDemo'>): number {
  return isDemo ? 10 : 50;
}

/** What can be changed of an order by itself; what is undefined stays, and null empties what can be empty. */
export interface OrderChanges extends Changes<OrderDetails> {
  readonly isArchived?: boolean | undefined;
}

/** An order with the changes that are made to it at `now`. */
export function withChanges(order: Order, changes: OrderChanges, now: Temporal.Instant): Order {
  const { isArchived = order.archivedAt !== null } = changes;
  const details = definedMembers<OrderDetails>(changes, detailMembers);
  return { ...order, ...details, archivedAt: isArchived ? (order.archivedAt ?? now) : null };
}

/** The names of the details in which two versions of an order differ. */
export function changedDetails(before: Order, after: Order): (keyof OrderDetails)[] {
  return differing(before, after, detailMembers);
}

/** What an event tells of details: those that are no words of people, which appear by their names only. */
export function eventFactsOf({ activationLimit, isDemo, canOverwriteContainer, customerRequired }: Order) {
  return { activationLimit, isDemo, canOverwriteContainer, customerRequired };
}

const detailMembers = [
  'description',
  'crmId',
  'refId',
  'activationLimit',
  'isDemo',
  'canOverwriteContainer',
  'customerRequired',
] as const satisfies (keyof OrderDetails)[];
