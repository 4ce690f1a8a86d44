import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { insertDueEvents, lockDueInSandbox } from './repository.ts';

/**
 * Announces what the calendar did to one subscription, which the caller has locked, up to `moment.now`. A verb does
 * this before anything else, so that its own event never comes before one that happened earlier.
 */
export async function announceDueTransitions(tx: Transaction, subscriptionId: number, moment: Moment): Promise<void> {
  await insertDueEvents(tx, [subscriptionId], moment);
}

/** The same for subscriptions of one organisation or more, all of which the caller has locked. */
export async function announceAllDueTransitions(
  tx: Transaction,
  subscriptionIds: readonly number[],
  moment: Moment,
): Promise<void> {
  if (subscriptionIds.length > 0) await insertDueEvents(tx, subscriptionIds, moment);
}

/** Announces everything that is due in a sandbox at `moment.now`, in order, and answers to whom each event belongs. */
export async function announceDueInSandbox(tx: Transaction, testClockId: number, moment: Moment): Promise<number[]> {
  const subscriptionIds = await lockDueInSandbox(tx, testClockId, moment.now);
  return insertDueEvents(tx, subscriptionIds, moment);
}
