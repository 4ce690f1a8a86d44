import type { UserProfile } from './profile.ts';

/** A user of a customer or of the partner's consumer tenant, without the password. */
export interface User extends UserProfile {
  readonly id: number;
  readonly organisationId: number;
  readonly customerId: number | null;
  /** The partner's id of the customer. Null in the consumer tenant. */
  readonly customer: string | null;
  readonly email: string;
  readonly isActive: boolean;
  readonly createdAt: Temporal.Instant;
}
