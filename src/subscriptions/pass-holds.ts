import type { Transaction } from '../db/transactions/transaction.ts';
import { announceAllDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import type { Moment } from '../shared/clock.ts';
import { lockStranded, passStranded } from './stranded-hold-repository.ts';

export interface PassedHolds {
  /** They belong to the heir now. */
  readonly passedHoldIds: readonly number[];
  /** They are lifted, because the heir has a hold on the same subscription already. */
  readonly liftedHoldIds: readonly number[];
}

/**
 * Passes the standing holds at and below an organisation that was just moved to the one that it stands below now, where
 * those who placed them are not above any more: nobody could lift them. Two holds never become one of the same owner.
 */
export async function passHolds(
  tx: Transaction,
  organisationId: number,
  heirId: number,
  moment: Moment,
): Promise<PassedHolds> {
  const subscriptionIds = await lockStranded(tx, organisationId);
  if (subscriptionIds.length === 0) return { passedHoldIds: [], liftedHoldIds: [] };
  await announceAllDueTransitions(tx, subscriptionIds, moment);
  const holds = await passStranded(tx, subscriptionIds, heirId, moment.now);
  const idsOf = (passes: boolean) => holds.filter((hold) => hold.passes === passes).map((hold) => hold.id);
  return { passedHoldIds: idsOf(true), liftedHoldIds: idsOf(false) };
}
