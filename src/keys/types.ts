/** The public facts of a key. The key itself is shown only when it is created. */
export interface ApiKey {
  readonly id: number;
  readonly organisationId: number;
  readonly name: string | null;
  readonly hint: string;
  readonly createdAt: Temporal.Instant;
  /** The last use, accurate to one minute. Null for an unused key. */
  readonly lastUsedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}
