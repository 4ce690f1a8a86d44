/** A seat holder of a customer, or of the partner's own consumer tenant. Never with a password. */
export interface User {
  readonly id: number;
  readonly organisationId: number;
  readonly customerId: number | null;
  /** The partner's id of the customer; null in the consumer tenant. */
  readonly customer: string | null;
  readonly email: string;
  readonly displayName: string | null;
  readonly isActive: boolean;
  readonly createdAt: Temporal.Instant;
}
