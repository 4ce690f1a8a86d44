import type { SubscriptionStatus } from '../subscriptions/types.ts';
import type { OrderStage } from './types.ts';

/** How far an order has got whose subscription has this status. */
export function stageOf(status: SubscriptionStatus): OrderStage {
  return status === 'CANCELLED' ? 'REVOKED' : 'SUBMITTED';
}
