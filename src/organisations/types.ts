export interface Organisation {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly sandbox: boolean;
  readonly timeZone: string;
  readonly renewalWindowDays: number | null;
  readonly createdAt: Temporal.Instant;
}
