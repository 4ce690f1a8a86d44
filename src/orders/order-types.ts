import type { OrderKind } from './types.ts';

// An order by itself, and not what it bought.

/** What a partner says of an order besides what it buys, for its own systems and for those that activate licences. */
export interface OrderDetails {
  readonly description: string | null;
  /** Its id in the partner's CRM, not unique. */
  readonly crmId: string | null;
  /** The partner's own reference to it, not unique. */
  readonly refId: string | null;
  /** How often each of its serial numbers may be activated. */
  readonly activationLimit: number;
  /** Whether it was placed to try things out. */
  readonly isDemo: boolean;
  /** Whether activating it may replace what is in the container of a licence already. */
  readonly canOverwriteContainer: boolean;
  /** Whether activating it takes knowing its customer. */
  readonly customerRequired: boolean;
}

/** An order by itself, with what can be changed of it. */
export interface Order extends OrderDetails {
  readonly id: number;
  readonly organisationId: number;
  readonly subscriptionId: number;
  /** When it was put aside; null while it is not. */
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
