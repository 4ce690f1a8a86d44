import type { Obstacle, SubscriptionStatus, SubscriptionVerb } from '../../../subscriptions/types.ts';
import { enumOf } from '../enum.ts';

export const SubscriptionStatusEnum = enumOf<SubscriptionStatus>(
  'SubscriptionStatus',
  'The status of a subscription at a point in time. It is derived from dates and holds and is not stored.',
  {
    PENDING: { description: 'The first term has not started yet.' },
    ACTIVE: { description: 'A term is running and there is no active hold.' },
    SUSPENDED: {
      description:
        'A term is running and there is at least one active hold. The term is not extended by the suspension.',
    },
    EXPIRED: {
      description:
        'The last term has ended. The subscription can still be renewed; the new term then starts immediately.',
    },
    CANCELLED: { description: 'The subscription was cancelled permanently.' },
  },
);

export const SubscriptionVerbEnum = enumOf<SubscriptionVerb>(
  'SubscriptionVerb',
  'A mutation that can be called on a subscription. Each value is the name of the mutation.',
  {
    createRenewalOrder: { description: 'Adds a term.' },
    changeSeats: { description: 'Raises the number of seats immediately.' },
    suspendOrder: { description: 'Places a hold that belongs to your organisation.' },
    resumeOrder: { description: 'Lifts the holds that you may lift.' },
    cancelOrder: { description: 'Cancels immediately or at the end of the last sold term.' },
    keepOrder: { description: 'Withdraws a scheduled cancellation.' },
  },
);

export const RenewalObstacleEnum = enumOf<Obstacle['reason']>(
  'RenewalObstacle',
  'The reason why a subscription cannot be renewed: the code of the error that `createRenewalOrder` would return.',
  {
    RENEWAL_TOO_EARLY: { description: 'The renewal window is not open yet.' },
    NEXT_TERM_SOLD: { description: 'A sold term has not started yet.' },
    CANCELLATION_SCHEDULED: { description: 'A cancellation is scheduled.' },
    HOLD_NOT_YOURS: { description: 'There is an active hold that an ancestor of your organisation placed.' },
    STATUS_FORBIDS: { description: 'The subscription is cancelled.' },
  },
);
