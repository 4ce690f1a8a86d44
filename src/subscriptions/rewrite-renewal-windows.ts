import type { Transaction } from '../db/transactions/transaction.ts';
import { announceAllDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import type { Moment } from '../shared/clock.ts';
import { lockWithOtherWindow, updateWindows } from './renewal-window-repository.ts';

/**
 * Gives the live subscriptions of an organisation the window that is its own from now on, in days of 24 hours, or with
 * null the products'. Answers which those are, locked, for `announceOpenedWindows`. The caller has locked the
 * organisation, so that nothing is sold by the old window meanwhile.
 */
export async function rewriteRenewalWindows(
  tx: Transaction,
  organisationId: number,
  windowDays: number | null,
  moment: Moment,
): Promise<number[]> {
  const subscriptionIds = await lockWithOtherWindow(tx, organisationId, windowDays, moment.now);
  // What has opened by the old window did open, also where the new one shuts it again.
  await announceAllDueTransitions(tx, subscriptionIds, moment);
  if (subscriptionIds.length > 0) await updateWindows(tx, subscriptionIds, windowDays, moment.now);
  return subscriptionIds;
}

/** Announces the windows that the new setting has opened at once: after the event that says why. */
export const announceOpenedWindows = announceAllDueTransitions;
