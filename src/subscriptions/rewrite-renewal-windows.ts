import type { Transaction } from '../db/transactions/transaction.ts';
import { announceAllDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import type { Moment } from '../shared/clock.ts';
import { lockWithOtherWindow, updateWindows } from './renewal-window-repository.ts';

/**
 * Sets the renewal window of an organisation's subscriptions, in days of 24 hours, or null for the window of each
 * product. Returns the changed subscriptions, locked, for `announceOpenedWindows`. The caller must have locked the
 * organisation, so that no term is sold with the former window meanwhile.
 */
export async function rewriteRenewalWindows(
  tx: Transaction,
  organisationId: number,
  windowDays: number | null,
  moment: Moment,
): Promise<number[]> {
  const subscriptionIds = await lockWithOtherWindow(tx, organisationId, windowDays, moment.now);
  // Windows that opened under the former setting are announced, even if the new setting closes them again.
  await announceAllDueTransitions(tx, subscriptionIds, moment);
  if (subscriptionIds.length > 0) await updateWindows(tx, subscriptionIds, windowDays, moment.now);
  return subscriptionIds;
}

/** Announces the windows that the new setting opened at once, after the event of the change. */
export const announceOpenedWindows = announceAllDueTransitions;
