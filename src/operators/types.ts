import type { BuiltInRoleName } from '../identity/types.ts';
import type { Permission } from '../shared/permission.ts';

/** The languages of the user interface. */
export const languages = ['de', 'en', 'es', 'fr', 'it', 'nl'] as const;

/** The idle seconds after which an operator is signed out, from one day to half an hour. */
export const timeouts = [86400, 43200, 28800, 14400, 7200, 3600, 1800] as const;

/** The notifications of an operator, with the names of the Hub's contract. */
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

/** The data of an operator. */
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
  /** The idle seconds after which the operator is signed out. */
  readonly timeoutSeconds: TimeoutSeconds;
  readonly notifications: readonly Notification[];
  /** The ids of its roles, ascending. All belong to its own organisation. */
  readonly roles: readonly number[];
}

/** An operator with its id and its organisation. */
export interface KnownOperator extends OperatorProfile {
  readonly id: number;
  readonly organisationId: number;
}

/** An operator as returned to callers. */
export interface Operator extends KnownOperator {
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  /** The API clients that are not revoked, oldest first. Empty if the actor lacks `key:view`. */
  readonly apiClients: readonly OperatorApiClient[];
}

/** An API client in the record of an operator. */
interface OperatorApiClient {
  readonly id: number;
  readonly name: string;
  /** The `client_id` of OAuth. */
  readonly clientId: string;
}

/** A named set of permissions of one organisation. */
export interface Role {
  readonly id: number;
  readonly organisationId: number;
  readonly name: string;
  /** The name of the built-in role, or null for a custom role. */
  readonly builtIn: BuiltInRoleName | null;
  readonly permissions: readonly Permission[];
}
