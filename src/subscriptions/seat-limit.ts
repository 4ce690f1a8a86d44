import type { Transaction } from '../db/transactions/transaction.ts';
import { findSeatUse } from './repository.ts';

export interface SeatLimit {
  /** How many active users the customer may have; null where nothing limits them. */
  readonly limit: number | null;
  readonly activeUsers: number;
}

/**
 * How many users a customer may have at `now` and has: the sum over the current terms of its ACTIVE subscriptions. A
 * customer that never subscribed has no limit.
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
