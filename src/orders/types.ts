import type { SoldTerm, SubscriptionStatus } from '../subscriptions/types.ts';
import type { Duration } from '../terms/term.ts';
import type { OrderDetails } from './details.ts';

/** The effect of an order: it opens a subscription, adds a term, or adds seats. */
export type OrderKind = 'FIRST' | 'RENEWAL' | 'CHANGE';

/** The result of a verb. Each door reads further facts itself. */
export interface OrderResult {
  /** The order that was placed, or the first order of the subscription that was changed. */
  readonly orderId: number;
  readonly subscriptionId: number;
  /** The time at which the verb acted. Its effects must be read as of this time or later. */
  readonly now: Temporal.Instant;
}

/** An effect that a verb would have. A verb that would change nothing has none. */
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

/** A consequence that a caller should know, although it is allowed. */
export type PreviewWarning = 'FEWER_SEATS_THAN_ACTIVE_USERS';

/** The effect that a verb would have now. */
export interface OrderPreview {
  /** Whether an earlier identical request placed the order, so that the verb would change nothing. */
  readonly isRetry: boolean;
  /** The status of the subscription after the verb. */
  readonly status: SubscriptionStatus;
  /** The term that the verb would add, change or end, as it would be afterwards. */
  readonly term: PreviewedTerm | null;
  /** The time of the cancellation that would be scheduled after the verb, in UTC. Null if there would be none. */
  readonly cancelsAt: Temporal.Instant | null;
  readonly effects: readonly PreviewEffect[];
  readonly warnings: readonly PreviewWarning[];
}

export type PreviewedTerm = Pick<SoldTerm, 'startsAt' | 'endsAt' | 'seats'>;

/** An order as doors show it, with its term and the status of its subscription. */
export interface OrderView {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  /** The partner's id of the first order. Null for a first order. */
  readonly parent: string | null;
  /** The partner's id of the customer. */
  readonly customer: string;
  readonly product: string;
  readonly duration: Duration;
  /** The seats and dates of the term that the order bought or changed. */
  readonly seats: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** The time at which a cancellation voided the term before it started. Null if the term is not voided. */
  readonly voidedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly status: SubscriptionStatus;
}

/** An order with its changeable details. */
export interface Order extends OrderDetails {
  readonly id: number;
  readonly organisationId: number;
  readonly subscriptionId: number;
  /** The time of archiving. Null if the order is not archived. */
  readonly archivedAt: Temporal.Instant | null;
}

/** The progress of an order, for dialects in which it represents its subscription. It is revoked by the cancellation. */
export type OrderStage = 'DRAFT' | 'SUBMITTED' | 'REVOKED';

/** An order in the list of a customer. */
export interface ListedOrder extends OrderDetails {
  readonly id: number;
  readonly kind: OrderKind;
  /** The number of seats that it buys. */
  readonly quantity: number;
  /** The dates of the term that it bought or changed. */
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** The time at which a cancellation voided the term before it started. Null if the term is not voided. */
  readonly voidedAt: Temporal.Instant | null;
  readonly archivedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly stage: OrderStage;
}
