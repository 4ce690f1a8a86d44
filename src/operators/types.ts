import type { BuiltInRoleName } from '../identity/types.ts';
import type { Permission } from '../shared/permission.ts';
import type { DeclaredProfile, timeouts } from './profile.ts';

/** The notifications of operators, spelled as in the Hub's contract. */
export const notifications = [
  'buy_price_increased',
  'checkout_requested',
  'order_created',
  'order_requires_manual_auth',
  'order_status_changed',
  'quote_amended',
  'quote_created',
] as const;

type TimeoutSeconds = (typeof timeouts)[number];
export type Notification = (typeof notifications)[number];

/** The members of an operator that callers write. */
export interface OperatorProfile extends DeclaredProfile {
  /** The idle time in seconds after which the operator is signed out. */
  readonly timeoutSeconds: TimeoutSeconds;
  readonly notifications: readonly Notification[];
  /** The ids of its roles, ascending. All belong to its own organisation. */
  readonly roles: readonly number[];
}

/** An operator, as verbs read it under a lock. */
export interface KnownOperator extends OperatorProfile {
  readonly id: number;
  readonly organisationId: number;
}

/** An operator, as doors show it. */
export interface Operator extends KnownOperator {
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  /** The API clients that are not revoked, oldest first. Empty if the actor may not see credentials. */
  readonly apiClients: readonly OperatorApiClient[];
}

/** An API client, as its operator's record shows it. */
interface OperatorApiClient {
  readonly id: number;
  readonly name: string;
  /** The `client_id` of OAuth 2.0. */
  readonly clientId: string;
}

/** A named set of permissions of one organisation. */
export interface Role {
  readonly id: number;
  readonly organisationId: number;
  readonly name: string;
  /** The name of the built-in role. Null for a role that the organisation created. */
  readonly builtIn: BuiltInRoleName | null;
  readonly permissions: readonly Permission[];
}
