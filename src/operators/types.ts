import type { BuiltInRoleName } from '../identity/types.ts';
import type { Permission } from '../shared/permission.ts';

/** The languages that an operator can read in. */
export const languages = ['de', 'en', 'es', 'fr', 'it', 'nl'] as const;

/** After how many idle seconds an operator can be signed out, from a day to half an hour. */
export const timeouts = [86400, 43200, 28800, 14400, 7200, 3600, 1800] as const;

/** Of what an operator can be notified, spelled as in the Hub's contract. */
export const notifications = [
  'buy_price_increased',
  'checkout_requested',
  'order_created',
  'order_requires_manual_auth',
  'order_status_changed',
  'quote_amended',
  'quote_created',
] as const;

type Language = (typeof languages)[number];
type TimeoutSeconds = (typeof timeouts)[number];
export type Notification = (typeof notifications)[number];

/** What can be said of an operator. */
export interface OperatorProfile {
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
  readonly twoFactor: boolean;
  readonly isActive: boolean;
  readonly isVerified: boolean;
  readonly mustResetPassword: boolean;
  readonly language: Language;
  readonly timeZone: string;
  /** Idle seconds after which it is signed out. */
  readonly timeoutSeconds: TimeoutSeconds;
  readonly notifications: readonly Notification[];
  /** The ids of its roles, all of its own organisation, in ascending order. */
  readonly roles: readonly number[];
}

/** An operator as verbs work on it. */
export interface KnownOperator extends OperatorProfile {
  readonly id: number;
  readonly organisationId: number;
}

/** Someone who acts for an organisation, as the doors read it. */
export interface Operator extends KnownOperator {
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  /** Its API clients that were not revoked, oldest first; none for an actor who may not see credentials. */
  readonly apiClients: readonly OperatorApiClient[];
}

/** An API client of an operator, as far as the operator's record shows it. */
interface OperatorApiClient {
  readonly id: number;
  readonly name: string;
  /** What OAuth calls `client_id`. */
  readonly clientId: string;
}

/** A named set of permissions of one organisation. */
export interface Role {
  readonly id: number;
  readonly organisationId: number;
  readonly name: string;
  /** Which of the built-in roles this is; null for one of the organisation's own. */
  readonly builtIn: BuiltInRoleName | null;
  readonly permissions: readonly Permission[];
}
