import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { insertDueEvents, lockDueInSandbox } from './repository.ts';

/**
 * Announces the due transitions of one subscription up to `moment.now`. The caller must have locked it. A verb calls
 * this first, so that its own event never precedes an earlier transition.
 */
export async function announceDueTransitions(tx: Transaction, subscriptionId: number, moment: Moment): Promise<void> {
  await insertDueEvents(tx, [subscriptionId], moment);
}

/** Announces the due transitions of several subscriptions. The caller must have locked all of them. */
export async function announceAllDueTransitions(
  tx: Transaction,
  subscriptionIds: readonly number[],
  moment: Moment,
): Promise<void> {
  if (subscriptionIds.length > 0) await insertDueEvents(tx, subscriptionIds, moment);
}

/** Announces everything that is due in a sandbox at `moment.now`, in order. Returns the organisation of each event. */
export async function announceDueInSandbox(tx: Transaction, testClockId: number, moment: Moment): Promise<number[]> {
  const subscriptionIds = await lockDueInSandbox(tx, testClockId, moment.now);
  return insertDueEvents(tx, subscriptionIds, moment);
}
