/** The content hash, the seals and how they are linked are explained in README.md. Hashes are in hexadecimal. */

/** An event as PostgreSQL writes it down: texts that nothing has rounded or understood yet. */
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

/** A place in the chain of an organisation. */
export interface Seal {
  readonly sequence: number;
  readonly eventId: string;
  readonly contentHash: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** A place in a chain, and the event that it seals; null where that one is gone. */
export interface SealedRow extends Seal {
  readonly event: EventRow | null;
}

/** What a chain looked like once, to be kept outside this database. */
export interface AuditCheckpoint {
  readonly organisation: number;
  readonly sequence: number;
  readonly hash: string;
  readonly sealedAt: Temporal.Instant;
}

/** What somebody kept of a chain, to hold the chain against. */
export type KnownCheckpoint = Omit<AuditCheckpoint, 'sealedAt'>;

/** What was done to a row, as far as what is left of the chain can tell. */
export type FindingKind = 'CHANGED' | 'REMOVED' | 'INSERTED' | 'REORDERED' | 'TRUNCATED' | 'REWRITTEN';

/** A row that is not what it was when it was written. */
export interface Finding {
  readonly kind: FindingKind;
  /** The place in the chain; null for an event that has none. */
  readonly sequence: number | null;
  /** The event; null where nothing is left that names it. */
  readonly eventId: string | null;
  /** Where a row that was moved belongs, or up to where a chain is known to have gone. */
  readonly otherSequence: number | null;
}

/** What came of looking through the chain of one organisation. */
export interface AuditVerdict {
  readonly organisation: number;
  /** How many sealed events were looked at. */
  readonly events: number;
  /** The place and the hash of the last one; 0 and 32 zero bytes where there is none. */
  readonly sequence: number;
  readonly hash: string;
  /** How many events wait to be sealed: nothing vouches for those yet. */
  readonly unsealed: number;
  /** How many checkpoints the chain was held against. */
  readonly checkpoints: number;
  /** What is wrong, in the order of the chain; empty where it is whole. */
  readonly findings: readonly Finding[];
  /** Whether there is more than what is listed. */
  readonly hasMoreFindings: boolean;
}
