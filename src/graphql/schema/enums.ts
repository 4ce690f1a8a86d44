import type { FindingKind } from '../../audit/types.ts';
import type { CustomerKind } from '../../customers/types.ts';
import type { EventVerb, SubjectType } from '../../events/types.ts';
import type { BuiltInRoleName } from '../../identity/types.ts';
import type { Notification } from '../../operators/types.ts';
import type { OrderKind, PreviewEffect, PreviewWarning } from '../../orders/types.ts';
import type { CancelAt, Obstacle, SubscriptionStatus, SubscriptionVerb } from '../../subscriptions/types.ts';
import type { Duration } from '../../terms/term.ts';
import { builder } from './builder.ts';

/** Every notification, each under a name of this API; one that the domain adds is missed by the compiler here. */
type NotificationValues = {
  readonly [Value in Notification as Uppercase<Value>]: { readonly value: Value; readonly description: string };
};

/** Each member with its description; a member that the domain adds is missed by the compiler here. */
type Members<Value extends string> = { readonly [Member in Value]: { readonly description: string } };

function enumOf<Value extends string>(name: string, description: string, values: Members<Value>) {
  return builder.enumType<string, Members<Value>>(name, { description, values });
}

export const SubscriptionStatusEnum = enumOf<SubscriptionStatus>(
  'SubscriptionStatus',
  'What a subscription is at a point in time. It follows from dates and holds and is never stored.',
  {
    PENDING: { description: 'Its first term has not started.' },
    ACTIVE: { description: 'A term is running and nothing holds it.' },
    SUSPENDED: { description: 'A term is running, and at least one hold stands. The term clock runs on.' },
    EXPIRED: { description: 'Its last term has ended. It can still be renewed; the new term then starts at once.' },
    CANCELLED: { description: 'It was cancelled, for good.' },
  },
);

export const SubscriptionVerbEnum = enumOf<SubscriptionVerb>(
  'SubscriptionVerb',
  'What can be done with a subscription, spelled like the mutations.',
  {
    createRenewalOrder: { description: 'Add a term.' },
    changeSeats: { description: 'Have more seats from now on.' },
    suspendOrder: { description: 'Place a hold of your own.' },
    resumeOrder: { description: 'Lift the holds that you may lift.' },
    cancelOrder: { description: 'Cancel now or at the end of the term.' },
    keepOrder: { description: 'Take a scheduled cancellation back.' },
  },
);

export const DurationEnum = enumOf<Duration>('Duration', 'How long one term lasts.', {
  MONTHLY: { description: 'One month by the calendar.' },
  YEARLY: { description: 'One year by the calendar.' },
});

export const OrderKindEnum = enumOf<OrderKind>('OrderKind', 'What an order does.', {
  FIRST: { description: 'It opens a subscription, which goes by this order from then on.' },
  RENEWAL: { description: 'It adds a term.' },
  CHANGE: { description: 'It adds seats.' },
});

export const OrderStatusEnum = enumOf<'COMPLETE'>('OrderStatus', "An order's own state.", {
  COMPLETE: { description: 'What it bought has been delivered.' },
});

export const CustomerKindEnum = enumOf<CustomerKind>('CustomerKind', 'What a customer is.', {
  COMPANY: { description: 'A company: it has the name of one.' },
  PERSON: { description: 'A person: it has no name of a company.' },
});

export const CancelAtEnum = enumOf<CancelAt>('CancelAt', 'When a cancellation takes effect.', {
  NOW: { description: 'At once: the current term ends, and what was sold after it is void.' },
  END_OF_TERM: { description: 'When the last sold term ends. Until then nothing changes.' },
});

export const RenewalObstacleEnum = enumOf<Obstacle['reason']>(
  'RenewalObstacle',
  'What stands against a renewal: the code of the error with which it would be refused.',
  {
    RENEWAL_TOO_EARLY: { description: 'The renewal window is not open yet.' },
    NEXT_TERM_SOLD: { description: 'A sold term has not started yet.' },
    CANCELLATION_SCHEDULED: { description: 'It is due to be cancelled.' },
    HOLD_NOT_YOURS: { description: 'A hold stands that an organisation above you has placed.' },
    STATUS_FORBIDS: { description: 'It is cancelled.' },
  },
);

export const PreviewEffectEnum = enumOf<PreviewEffect>('PreviewEffect', 'Something that a verb would do.', {
  OPENS_SUBSCRIPTION: { description: 'A subscription is opened.' },
  ADDS_TERM: { description: 'A term is added.' },
  STARTS_NEW_RUN: { description: 'The term starts now, and later ends are counted from it.' },
  LIFTS_HOLDS: { description: 'The standing holds are lifted.' },
  RAISES_SEATS: { description: 'The current term gets more seats.' },
  RAISES_SEATS_OF_NEXT_TERM: { description: 'The next term gets more seats as well.' },
  PLACES_HOLD: { description: 'A hold is placed.' },
  CHANGES_HOLD_REASON: { description: 'Your hold, which stands already, gets another reason.' },
  ENDS_CURRENT_TERM: { description: 'The current term ends now.' },
  VOIDS_NEXT_TERM: { description: 'The next term, sold already, never starts.' },
  CANCELS: { description: 'The subscription is cancelled, for good.' },
  SCHEDULES_CANCELLATION: { description: 'The subscription will be cancelled when its last term ends.' },
});

export const PreviewWarningEnum = enumOf<PreviewWarning>(
  'PreviewWarning',
  'Something to know, although nothing forbids it.',
  {
    FEWER_SEATS_THAN_ACTIVE_USERS: {
      description: 'The customer would have more active users than seats. Nobody is disabled, but nobody can be added.',
    },
  },
);

export const EventVerbEnum = enumOf<EventVerb>(
  'EventVerb',
  'What happened: a verb that somebody called, or a transition that the calendar made.',
  {
    createOrganisation: { description: 'An organisation was created.' },
    updateOrganisation: { description: 'The name or the settings of an organisation were changed.' },
    moveOrganisation: { description: 'An organisation was moved, with all that is below it.' },
    archiveOrganisation: { description: 'An organisation was archived.' },
    restoreOrganisation: { description: 'An archived organisation was restored.' },
    createKey: { description: 'A key was made.' },
    revokeKey: { description: 'A key was revoked.' },
    createApiClient: { description: 'An API client of an operator was made.' },
    rotateApiClientSecret: { description: 'An API client was given a new secret.' },
    revokeApiClient: { description: 'An API client was revoked, with all its tokens.' },
    createCustomer: { description: 'A customer was created.' },
    updateCustomer: { description: 'A customer was changed.' },
    archiveCustomer: { description: 'A customer was put aside.' },
    restoreCustomer: { description: 'A customer was taken back that had been put aside.' },
    removeCustomer: { description: 'A customer was removed.' },
    createFirstOrder: { description: 'A subscription was opened.' },
    createRenewalOrder: { description: 'A term was added.' },
    changeSeats: { description: 'Seats were added.' },
    suspendOrder: { description: 'A hold was placed, or its reason was changed.' },
    resumeOrder: { description: 'Holds were lifted.' },
    cancelOrder: { description: 'A subscription was cancelled, or its cancellation scheduled.' },
    keepOrder: { description: 'A scheduled cancellation was taken back.' },
    updateOrder: { description: 'What is told of an order was changed.' },
    archiveOrder: { description: 'An order was put aside.' },
    restoreOrder: { description: 'An order was taken back that had been put aside.' },
    createUser: { description: 'A user was created.' },
    updateUserByEmail: { description: 'A user was changed.' },
    resetPasswordByEmail: { description: "A user's password was set." },
    removeUser: { description: 'A user was removed.' },
    createOperator: { description: 'An operator was created.' },
    updateOperator: { description: 'An operator was changed, or changed its organisation.' },
    createRole: { description: 'A role was created.' },
    updateRole: { description: 'A role was changed.' },
    removeRole: { description: 'A role was removed.' },
    advanceTestClock: { description: "A sandbox's clock was moved." },
    renewalWindowOpened: { description: 'The calendar: a renewal is accepted from now on.' },
    termEnded: { description: 'The calendar: a term ended and the next one followed.' },
    subscriptionExpired: { description: 'The calendar: the last term ended.' },
    subscriptionCancelled: { description: 'The calendar: a scheduled cancellation took effect.' },
  },
);

export const SubjectTypeEnum = enumOf<SubjectType>('SubjectType', 'What an event is about.', {
  ORGANISATION: { description: 'An organisation.' },
  OPERATOR: { description: 'An operator of an organisation.' },
  ROLE: { description: 'A role, which may have been removed since.' },
  KEY: { description: 'A key of an organisation.' },
  API_CLIENT: { description: 'An API client of an operator.' },
  CUSTOMER: { description: 'A customer, which may have been removed since.' },
  SUBSCRIPTION: { description: 'A subscription.' },
  ORDER: { description: 'An order by itself, and not what it bought.' },
  USER: { description: 'A user, who may have been removed since.' },
});

export const BuiltInRoleEnum = enumOf<BuiltInRoleName>('BuiltInRole', 'A role that every organisation has.', {
  OWNER: { description: 'Everything.' },
  SELLER: { description: 'Customers and their orders, from the first to the renewal.' },
  SUPPORT: { description: 'Users, and the suspension of orders.' },
  FINANCE: { description: 'The suspension and the cancellation of orders.' },
  READ_ONLY: { description: 'Looking at everything, and changing nothing.' },
});

/** Spelled in capitals here, and as in the Hub's contract everywhere else. */
export const NotificationEnum = builder.enumType('Notification', {
  description: 'Of what an operator can be notified.',
  values: {
    BUY_PRICE_INCREASED: { value: 'buy_price_increased', description: 'What it buys became more expensive.' },
    CHECKOUT_REQUESTED: { value: 'checkout_requested', description: 'Somebody asks for a basket to be ordered.' },
    ORDER_CREATED: { value: 'order_created', description: 'An order was placed.' },
    ORDER_REQUIRES_MANUAL_AUTH: { value: 'order_requires_manual_auth', description: 'An order waits for approval.' },
    ORDER_STATUS_CHANGED: { value: 'order_status_changed', description: 'An order is not what it was.' },
    QUOTE_AMENDED: { value: 'quote_amended', description: 'A quote was changed.' },
    QUOTE_CREATED: { value: 'quote_created', description: 'A quote was made.' },
  } satisfies NotificationValues,
});

export type ActorKind = 'API_KEY' | 'API_CLIENT' | 'CALENDAR' | 'TERMINAL';

export const ActorKindEnum = enumOf<ActorKind>('ActorKind', 'Who caused an event.', {
  API_KEY: { description: 'An organisation, through one of its keys.' },
  API_CLIENT: { description: 'An operator of an organisation, through one of its API clients.' },
  CALENDAR: { description: 'Nobody: time passed.' },
  TERMINAL: { description: 'The operator of this service.' },
});

export const FindingKindEnum = enumOf<FindingKind>('AuditFindingKind', 'What was done to a row of the audit trail.', {
  CHANGED: { description: 'The event or its seal is not what it was, or the row right behind it is gone.' },
  REMOVED: { description: 'The event or its seal is gone.' },
  INSERTED: { description: 'It was not there when what stands around it was written.' },
  REORDERED: { description: 'It stands elsewhere than it did.' },
  TRUNCATED: { description: 'The end of the chain is gone: a checkpoint knows more of it.' },
  REWRITTEN: { description: 'Everything from somewhere on was made anew: a checkpoint knows another chain.' },
});

export const SortDirectionEnum = enumOf<'ASC' | 'DESC'>('SortDirection', 'Which way a list is sorted.', {
  ASC: { description: 'From small to large, from early to late.' },
  DESC: { description: 'From large to small, from late to early.' },
});
