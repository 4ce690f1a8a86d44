/** The contact of a customer. It is data: no user, no seat, not unique. */
export interface CustomerAdmin {
  readonly email: string;
  readonly phone: string | null;
  readonly displayName: string | null;
}

/** What a customer is: a company is who has the name of one. */
export type CustomerKind = 'COMPANY' | 'PERSON';

/** What a partner says of a customer, besides its contact. */
export interface CustomerProfile {
  /** What people call it; of somebody with a last name, the first one. Empty only where another name says who it is. */
  readonly name: string;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly description: string | null;
  /** Its id in the partner's CRM, not unique. */
  readonly crmId: string | null;
  /** The partner's own reference to it, not unique. */
  readonly refId: string | null;
}

/** A customer as its partner knows it. */
export interface Customer extends CustomerProfile {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly admin: CustomerAdmin;
  readonly isActive: boolean;
  /** When it was archived; null if it is not. */
  readonly archivedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
}

/** Which customer is meant: by the partner's id, of the actor's own organisation unless one below is named, or by ours. */
export type CustomerReference =
  | { readonly organisation?: number | undefined; readonly remoteId: string }
  | { readonly customer: number };
