import type { OrganisationProfile } from './profile.ts';

export interface Organisation extends OrganisationProfile {
  readonly id: number;
  readonly parentId: number | null;
  readonly sandbox: boolean;
  readonly createdAt: Temporal.Instant;
  readonly archivedAt: Temporal.Instant | null;
}

/** The members of an organisation that its own callers and those of its ancestors see. */
export interface VisibleOrganisation {
  readonly id: number;
  readonly name: string;
  /** Null for a root, and if the parent is above the reader. */
  readonly parentId: number | null;
  readonly linkedAccount: boolean;
  /** The role in financing, such as `AGENT`. Null if it has none. */
  readonly financeType: string | null;
}
