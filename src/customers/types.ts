import type { ValuesOf } from '../shared/members.ts';
import type { CustomerAdmin, customerProfile } from './profile.ts';

/** The kind of a customer. A company is a customer with a company name. */
export type CustomerKind = 'COMPANY' | 'PERSON';

/** The members of `profile.ts`, without the contact. The name can be empty if the customer has another name. */
export type CustomerProfile = ValuesOf<typeof customerProfile>;

/** A customer of a partner. */
export interface Customer extends CustomerProfile {
  readonly id: number;
  readonly organisationId: number;
  readonly remoteId: string;
  readonly admin: CustomerAdmin;
  readonly isActive: boolean;
  /** The time of archiving. Null if the customer is not archived. */
  readonly archivedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
}

/**
 * A customer by the partner's id or by ours. The partner is the actor's organisation, or one below it that is named.
 */
export type CustomerReference =
  | { readonly organisation?: number | undefined; readonly remoteId: string }
  | { readonly customer: number };
