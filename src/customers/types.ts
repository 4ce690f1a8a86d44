/** The contact of a customer. It is data: no user, no seat, not unique. */
export interface CustomerAdmin {
  readonly email: string;
  readonly phone: string | null;
  readonly displayName: string | null;
}

/** A customer as its partner knows it. */
export interface Customer {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly name: string;
  readonly admin: CustomerAdmin;
  readonly isActive: boolean;
  readonly createdAt: Temporal.Instant;
}
