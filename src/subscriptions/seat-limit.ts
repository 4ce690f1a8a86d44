import type { Transaction } from '../db/transactions/transaction.ts';
import { findSeatUse } from './repository.ts';

export interface SeatLimit {
  /** The largest number of active users. Null means no limit. */
  readonly limit: number | null;
  readonly activeUsers: number;
}

/**
 * Returns the largest and the present number of active users of a customer at `now`. The limit is the sum of seats of
 * the current terms of ACTIVE subscriptions. A customer without any subscription has no limit.
 */
export async function seatLimit(
  tx: Transaction,
  organisationId: number,
  customerId: number,
  now: Temporal.Instant,
): Promise<SeatLimit> {
  const use = await findSeatUse(tx, { organisationId, customerId }, now);
  return { limit: use.subscriptions === 0 ? null : use.seats, activeUsers: use.activeUsers };
}
