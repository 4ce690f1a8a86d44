/** README.md explains content hashes, seals and links. Hashes are hexadecimal. */

/** An event as the text that PostgreSQL returns, before any rounding or parsing. */
export interface EventRow {
  readonly id: string;
  readonly organisationId: number;
  readonly actorKind: string;
  readonly actorOrganisationId: number | null;
  readonly actorKeyId: number | null;
  readonly actorClientId: number | null;
  readonly actorOperatorId: number | null;
  readonly onBehalfOfId: number | null;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: number;
  readonly termId: number | null;
  readonly requestId: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
}

/** A seal: a position in the chain of an organisation. */
export interface Seal {
  readonly sequence: number;
  readonly eventId: string;
  readonly contentHash: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** A seal with its event. The event is null if it was removed. */
export interface SealedRow extends Seal {
  readonly event: EventRow | null;
}

/** The newest seal of a chain at some time, to be stored outside this database. */
export interface AuditCheckpoint {
  readonly organisation: number;
  readonly sequence: number;
  readonly hash: string;
  readonly sealedAt: Temporal.Instant;
}

/** A stored checkpoint with which a chain is compared. */
export type KnownCheckpoint = Omit<AuditCheckpoint, 'sealedAt'>;

/** What was done to a row, as far as the rest of the chain shows. */
export type FindingKind = 'CHANGED' | 'REMOVED' | 'INSERTED' | 'REORDERED' | 'TRUNCATED' | 'REWRITTEN';

/** A row that was changed since it was written. */
export interface Finding {
  readonly kind: FindingKind;
  /** The sequence number. Null for an event that is not in the chain. */
  readonly sequence: number | null;
  /** The id of the event. Null if nothing identifies it any more. */
  readonly eventId: string | null;
  /** The expected position of a moved row, or the last sequence number that is known to have existed. */
  readonly otherSequence: number | null;
}

/** The result of verifying the chain of one organisation. */
export interface AuditVerdict {
  readonly organisation: number;
  /** The number of sealed events that were verified. */
  readonly events: number;
  /** The sequence number and the hash of the last seal. For an empty chain, 0 and 32 zero bytes. */
  readonly sequence: number;
  readonly hash: string;
  /** The number of unsealed events, which are not protected yet. */
  readonly unsealed: number;
  /** The number of checkpoints that were compared. */
  readonly checkpoints: number;
  /** The findings, in the order of the chain. Empty if the chain is intact. */
  readonly findings: readonly Finding[];
  /** Whether there are more findings than listed. */
  readonly hasMoreFindings: boolean;
}
