/** The settings of an organisation. */
export interface OrganisationSettings {
  readonly name: string;
  /** The IANA time zone of the calendar for new runs of terms. */
  readonly timeZone: string;
  /** A BCP 47 tag in its canonical spelling. */
  readonly locale: string;
  /** A currency code of ISO 4217. */
  readonly currency: string;
  /** In days of 24 hours. Null means the window of the product. */
  readonly renewalWindowDays: number | null;
  readonly linkedAccount: boolean;
  readonly financeType: string | null;
}

export interface Organisation extends OrganisationSettings {
  readonly id: number;
  readonly parentId: number | null;
  readonly sandbox: boolean;
  readonly createdAt: Temporal.Instant;
  readonly archivedAt: Temporal.Instant | null;
}

/** An organisation as visible to itself and to the organisations above it. */
export interface VisibleOrganisation {
  readonly id: number;
  readonly name: string;
  /** The parent. Null if the reader cannot see it or there is none. */
  readonly parentId: number | null;
  readonly linkedAccount: boolean;
  /** The role in financing, such as `AGENT`. Null if there is none. */
  readonly financeType: string | null;
}
