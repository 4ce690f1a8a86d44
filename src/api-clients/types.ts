/** A program that acts for an operator. Its times are real, in a sandbox too. */
export interface ApiClient {
  readonly id: number;
  readonly organisationId: number;
  readonly operatorId: number;
  /** What OAuth calls `client_id`: a UUID. */
  readonly clientId: string;
  /** The permissions to which it is limited, separated by spaces; null for no limit. */
  readonly scope: string | null;
  readonly expiresAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}

/** An API client that has proven who it is. */
export interface KnownClient {
  readonly id: number;
  readonly organisationId: number;
  readonly scope: string | null;
}
