import type { Transaction } from '../db/transactions/transaction.ts';
import { announceAllDueTransitions } from '../due-transitions/announce-due-transitions.ts';
import type { Moment } from '../shared/clock.ts';
import { lockStranded, passStranded } from './stranded-hold-repository.ts';

export interface PassedHolds {
  /** The holds that passed to the new parent. */
  readonly passedHoldIds: readonly number[];
  /** The holds that were lifted, because the new parent already has a hold on the subscription. */
  readonly liftedHoldIds: readonly number[];
}

/**
 * Passes holds after a move. An organisation that placed a hold and is no longer above the subscription cannot lift it,
 * so the hold passes to the new parent. An organisation never has two holds on one subscription.
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
