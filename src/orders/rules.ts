import type { SubscriptionStatus } from '../subscriptions/types.ts';
import type { OrderStage } from './types.ts';

/** Returns the stage of an order whose subscription has this status. */
export function stageOf(status: SubscriptionStatus): OrderStage {
  return status === 'CANCELLED' ? 'REVOKED' : 'SUBMITTED';
}
