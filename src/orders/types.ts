import type { SoldTerm, SubscriptionStatus } from '../subscriptions/types.ts';
import type { Duration } from '../terms/term.ts';
import type { OrderDetails } from './details.ts';

/** What an order does: it opens a subscription, adds a term, or adds seats. */
export type OrderKind = 'FIRST' | 'RENEWAL' | 'CHANGE';

/** What a verb answers. Doors read the rest themselves, in their own shape. */
export interface OrderResult {
  /** The order that was placed, or the first order of the subscription that was changed. */
  readonly orderId: number;
  readonly subscriptionId: number;
  /** The time at which the verb acted: what it wrote is to be read as of then or later. */
  readonly now: Temporal.Instant;
}

/** What a verb would do besides answering; none of them when it would change nothing. */
export type PreviewEffect =
  | 'OPENS_SUBSCRIPTION'
  | 'ADDS_TERM'
  | 'STARTS_NEW_RUN'
  | 'LIFTS_HOLDS'
  | 'RAISES_SEATS'
  | 'RAISES_SEATS_OF_NEXT_TERM'
  | 'PLACES_HOLD'
  | 'CHANGES_HOLD_REASON'
  | 'ENDS_CURRENT_TERM'
  | 'VOIDS_NEXT_TERM'
  | 'CANCELS'
  | 'SCHEDULES_CANCELLATION';

/** What a caller should know although nothing forbids it. */
export type PreviewWarning = 'FEWER_SEATS_THAN_ACTIVE_USERS';

/** What a verb would do if it were called now. */
export interface OrderPreview {
  /** Whether the order was placed already, by a request of the same words: the verb would only answer it. */
  readonly isRetry: boolean;
  /** The subscription's status right after the verb. */
  readonly status: SubscriptionStatus;
  /** The term that the verb would add, change or end, as it would be then. */
  readonly term: PreviewedTerm | null;
  /** When the subscription would be cancelled, if a cancellation would be scheduled then. */
  readonly cancelsAt: Temporal.Instant | null;
  readonly effects: readonly PreviewEffect[];
  readonly warnings: readonly PreviewWarning[];
}

export type PreviewedTerm = Pick<SoldTerm, 'startsAt' | 'endsAt' | 'seats'>;

/** An order as doors show it: what it bought, and the subscription's status. */
export interface OrderView {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  /** The partner's id of the first order; null for a first order. */
  readonly parent: string | null;
  /** The partner's id of the customer. */
  readonly customer: string;
  readonly product: string;
  readonly duration: Duration;
  /** Seats and dates of the term that the order bought or, for a change, changed. */
  readonly seats: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** When a cancellation voided that term before it started; null for a term that was not voided. */
  readonly voidedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly status: SubscriptionStatus;
}

// An order by itself, and not what it bought.

/** An order by itself, with what can be changed of it. */
export interface Order extends OrderDetails {
  readonly id: number;
  readonly organisationId: number;
  readonly subscriptionId: number;
  /** When it was archived; null if it is not. */
  readonly archivedAt: Temporal.Instant | null;
}

/** How far an order has got, for dialects in which it stands for what it bought: revoked is it once that is cancelled. */
export type OrderStage = 'DRAFT' | 'SUBMITTED' | 'REVOKED';

/** An order in the list of a customer. */
export interface ListedOrder extends OrderDetails {
  readonly id: number;
  readonly kind: OrderKind;
  /** How many seats it buys. */
  readonly quantity: number;
  /** The term that it bought or, for a change, changed. */
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** When a cancellation voided that term before it started; null for a term that was not voided. */
  readonly voidedAt: Temporal.Instant | null;
  readonly archivedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly stage: OrderStage;
}
