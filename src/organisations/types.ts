/** What an organisation has its own say in. */
export interface OrganisationSettings {
  readonly name: string;
  /** The IANA time zone in which terms of new runs follow the calendar. */
  readonly timeZone: string;
  /** As a BCP 47 tag, in its canonical spelling. */
  readonly locale: string;
  /** The three letters of ISO 4217. */
  readonly currency: string;
  /** In days of 24 hours; null leaves it to the products. */
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

/** An organisation as those see it who are at or above it. */
export interface VisibleOrganisation {
  readonly id: number;
  readonly name: string;
  /** The organisation above it; null where that is above the reader, or where there is none. */
  readonly parentId: number | null;
  readonly linkedAccount: boolean;
  /** In which role it takes part in financing, such as `AGENT`; null when it takes none. */
  readonly financeType: string | null;
}
