/** A program that acts for an operator. Its times are real, even in a sandbox. */
export interface ApiClient {
  readonly id: number;
  readonly organisationId: number;
  readonly operatorId: number;
  /** The `client_id` of OAuth: a UUID. */
  readonly clientId: string;
  /** The permissions to which it is limited, separated by spaces. Null means no limit. */
  readonly scope: string | null;
  readonly expiresAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}

/** An authenticated API client. */
export interface KnownClient {
  readonly id: number;
  readonly organisationId: number;
  readonly scope: string | null;
}
