import type { OrderKind, PreviewEffect, PreviewWarning } from '../../../orders/types.ts';
import type { CancelAt } from '../../../subscriptions/types.ts';
import { enumOf } from '../enum.ts';

export const OrderKindEnum = enumOf<OrderKind>('OrderKind', 'The purpose of an order.', {
  FIRST: { description: 'The order opens a subscription. Its remote id identifies the subscription from then on.' },
  RENEWAL: { description: 'The order adds a term.' },
  CHANGE: { description: 'The order adds seats.' },
});

export const OrderStatusEnum = enumOf<'COMPLETE'>(
  'OrderStatus',
  'The status of an order. The subscription has a status of its own.',
  {
    COMPLETE: { description: 'The order was placed and delivered.' },
  },
);

export const CancelAtEnum = enumOf<CancelAt>('CancelAt', 'The time at which a cancellation takes effect.', {
  NOW: {
    description: 'Immediately. The current term ends now, and a term that was sold but has not started is voided.',
  },
  END_OF_TERM: { description: 'At the end of the last sold term. Until then nothing changes.' },
});

export const PreviewEffectEnum = enumOf<PreviewEffect>('PreviewEffect', 'A change that a mutation would make.', {
  OPENS_SUBSCRIPTION: { description: 'Opens a subscription.' },
  ADDS_TERM: { description: 'Adds a term.' },
  STARTS_NEW_RUN: {
    description:
      'Starts the new term now, because the last term has ended. The ends of later terms are computed from this start.',
  },
  LIFTS_HOLDS: { description: 'Lifts the active holds.' },
  RAISES_SEATS: { description: 'Raises the number of seats of the current term.' },
  RAISES_SEATS_OF_NEXT_TERM: { description: 'Raises the number of seats of the next term as well.' },
  PLACES_HOLD: { description: 'Places a hold.' },
  CHANGES_HOLD_REASON: { description: 'Changes the reason of your active hold.' },
  ENDS_CURRENT_TERM: { description: 'Ends the current term now.' },
  VOIDS_NEXT_TERM: { description: 'Voids the next term, which was sold but has not started.' },
  CANCELS: { description: 'Cancels the subscription permanently.' },
  SCHEDULES_CANCELLATION: {
    description: 'Schedules the cancellation of the subscription at the end of its last term.',
  },
});

export const PreviewWarningEnum = enumOf<PreviewWarning>(
  'PreviewWarning',
  'A warning about a consequence that does not prevent the operation.',
  {
    FEWER_SEATS_THAN_ACTIVE_USERS: {
      description:
        'The customer would have more active users than seats. No user would be disabled, but no user could be added.',
    },
  },
);
