import { apiClientEventVerbs } from '../../api-clients/event-verbs.ts';
import type { FindingKind } from '../../audit/types.ts';
import { customerEventVerbs } from '../../customers/event-verbs.ts';
import type { CustomerKind } from '../../customers/types.ts';
import { calendarEventVerbs } from '../../due-transitions/event-verbs.ts';
import type { EventVerb, EventVerbs, SubjectType } from '../../events/types.ts';
import type { BuiltInRoleName } from '../../identity/types.ts';
import { keyEventVerbs } from '../../keys/event-verbs.ts';
import { operatorEventVerbs } from '../../operators/event-verbs.ts';
import type { Notification } from '../../operators/types.ts';
import { orderEventVerbs } from '../../orders/event-verbs.ts';
import type { OrderKind, PreviewEffect, PreviewWarning } from '../../orders/types.ts';
import { organisationEventVerbs } from '../../organisations/event-verbs.ts';
import { sandboxEventVerbs } from '../../sandbox/event-verbs.ts';
import type { CancelAt, Obstacle, SubscriptionStatus, SubscriptionVerb } from '../../subscriptions/types.ts';
import type { Duration } from '../../terms/term.ts';
import { userEventVerbs } from '../../users/event-verbs.ts';
import { builder } from './builder.ts';

/** All notifications by their names in this API. The compiler reports a missing one. */
type NotificationValues = {
  readonly [Value in Notification as Uppercase<Value>]: { readonly value: Value; readonly description: string };
};

/** All members with their descriptions. The compiler reports a missing one. */
type Members<Value extends string> = { readonly [Member in Value]: { readonly description: string } };

function enumOf<Value extends string>(name: string, description: string, values: Members<Value>) {
  return builder.enumType<string, Members<Value>>(name, { description, values });
}

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

export const DurationEnum = enumOf<Duration>('Duration', 'The length of one term.', {
  MONTHLY: { description: 'One calendar month.' },
  YEARLY: { description: 'One calendar year.' },
});

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

export const CustomerKindEnum = enumOf<CustomerKind>('CustomerKind', 'The kind of a customer.', {
  COMPANY: { description: 'A company. The customer has a company name.' },
  PERSON: { description: 'A person. The customer has no company name.' },
});

export const CancelAtEnum = enumOf<CancelAt>('CancelAt', 'The time at which a cancellation takes effect.', {
  NOW: {
    description: 'Immediately. The current term ends now, and a term that was sold but has not started is voided.',
  },
  END_OF_TERM: { description: 'At the end of the last sold term. Until then nothing changes.' },
});

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

const eventVerbs: EventVerbs = {
  ...organisationEventVerbs,
  ...keyEventVerbs,
  ...apiClientEventVerbs,
  ...customerEventVerbs,
  ...orderEventVerbs,
  ...userEventVerbs,
  ...operatorEventVerbs,
  ...sandboxEventVerbs,
  ...calendarEventVerbs,
};

export const EventVerbEnum = enumOf<EventVerb>(
  'EventVerb',
  'The operation that an event records: a mutation or a scheduled transition.',
  eventVerbs,
);

export const SubjectTypeEnum = enumOf<SubjectType>('SubjectType', 'The type of the object that an event is about.', {
  ORGANISATION: { description: 'An organisation.' },
  OPERATOR: { description: 'An operator of an organisation.' },
  ROLE: { description: 'A role. It may have been removed since.' },
  KEY: { description: 'An API key of an organisation.' },
  API_CLIENT: { description: 'An API client of an operator.' },
  CUSTOMER: { description: 'A customer. It may have been removed since.' },
  SUBSCRIPTION: { description: 'A subscription.' },
  ORDER: { description: 'The order itself, not the subscription that it belongs to.' },
  USER: { description: 'A user. It may have been removed since.' },
});

export const BuiltInRoleEnum = enumOf<BuiltInRoleName>(
  'BuiltInRole',
  'A role that every organisation has from the beginning.',
  {
    OWNER: { description: 'All permissions.' },
    SELLER: { description: 'Permissions to manage customers and to place orders, renewals included.' },
    SUPPORT: { description: 'Permissions to manage users and to suspend orders.' },
    FINANCE: { description: 'Permissions to suspend and to cancel orders.' },
    READ_ONLY: { description: 'Permissions to view everything.' },
  },
);

/** In upper case here, and as in the Hub's contract everywhere else. */
export const NotificationEnum = builder.enumType('Notification', {
  description: 'A kind of notification that an operator can receive.',
  values: {
    BUY_PRICE_INCREASED: { value: 'buy_price_increased', description: 'A purchase price increased.' },
    CHECKOUT_REQUESTED: { value: 'checkout_requested', description: 'Someone requested that a basket be ordered.' },
    ORDER_CREATED: { value: 'order_created', description: 'An order was placed.' },
    ORDER_REQUIRES_MANUAL_AUTH: {
      value: 'order_requires_manual_auth',
      description: 'An order waits for manual approval.',
    },
    ORDER_STATUS_CHANGED: { value: 'order_status_changed', description: 'The status of an order changed.' },
    QUOTE_AMENDED: { value: 'quote_amended', description: 'A quote was amended.' },
    QUOTE_CREATED: { value: 'quote_created', description: 'A quote was created.' },
  } satisfies NotificationValues,
});

export type ActorKind = 'API_KEY' | 'API_CLIENT' | 'CALENDAR' | 'TERMINAL';

export const ActorKindEnum = enumOf<ActorKind>('ActorKind', 'The kind of the actor that caused an event.', {
  API_KEY: { description: 'An organisation, by one of its API keys.' },
  API_CLIENT: { description: 'An operator, by one of its API clients.' },
  CALENDAR: { description: 'A scheduled transition, such as the end of a term.' },
  TERMINAL: { description: 'The administrator of this service, at the command line.' },
});

export const FindingKindEnum = enumOf<FindingKind>(
  'AuditFindingKind',
  'The kind of damage to a row of the audit trail.',
  {
    CHANGED: { description: 'The event or its seal was changed, or the row after it was removed.' },
    REMOVED: { description: 'The event or its seal was removed.' },
    INSERTED: { description: 'The row was inserted after its neighbours were written.' },
    REORDERED: { description: 'The row was moved to another position in the chain.' },
    TRUNCATED: {
      description: 'The end of the chain was removed: a given checkpoint has a later position than the chain.',
    },
    REWRITTEN: {
      description:
        'The chain was rewritten: its hash at the position of a given checkpoint differs from the checkpoint.',
    },
  },
);

export const SortDirectionEnum = enumOf<'ASC' | 'DESC'>('SortDirection', 'The direction in which a list is sorted.', {
  ASC: { description: 'Ascending: smallest or earliest value first.' },
  DESC: { description: 'Descending: largest or latest value first.' },
});
