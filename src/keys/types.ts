/** A key as people may see it: the key itself is shown once, when it is made. */
export interface ApiKey {
  readonly id: number;
  readonly organisationId: number;
  readonly name: string | null;
  readonly hint: string;
  readonly createdAt: Temporal.Instant;
  /** Within a minute of the last use; null for a key that was never used. */
  readonly lastUsedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}
