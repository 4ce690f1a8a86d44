import { contentHashOf, isoOf, noHash, sealHashOf } from './content-hash.ts';
import type { SealedRow } from './types.ts';

/** A row of a chain, without what it seals. */
export interface ChainPosition {
  readonly sequence: number;
  readonly eventId: string | null;
  readonly hash: string;
}

/** Rows that follow each other as they should: without a gap, and each with the hash of the one before. */
export interface Segment {
  readonly first: SealedRow;
  last: ChainPosition;
  /** Where its first row does follow a row, but not the one before: those that stand in between. */
  readonly bypassed: readonly ChainPosition[];
}

/** A row that is wrong in itself, whatever stands around it. */
export interface Fault {
  readonly kind: 'CHANGED' | 'REMOVED' | 'INSERTED';
  readonly row: SealedRow;
}

/** Before the first row. */
export const beginning: ChainPosition = { sequence: 0, eventId: null, hash: noHash };

/** How much later than its turn an event may be recorded: no transaction is open for that long. */
const timeoutMs = 10 * 60 * 1000;

/** How many rows back one is looked for that another one follows. */
const memory = 1000;

/** With more than these, a chain is not looked at any further. */
const enough = 1000;

/** Goes through a chain row by row and keeps what does not fit. */
export class ChainWalk {
  readonly segments: Segment[] = [];
  readonly faults: Fault[] = [];
  last: ChainPosition = beginning;
  rows = 0;
  readonly #organisation: number;
  readonly #recent = new Map<string, ChainPosition>([[noHash, beginning]]);
  #newestId = 0;
  #latest = 0;

  constructor(organisation: number) {
    this.#organisation = organisation;
  }

  get isHopeless(): boolean {
    return this.segments.length + this.faults.length > enough;
  }

  add(row: SealedRow): void {
    const { sequence, eventId, hash } = row;
    const kind = this.#faultOf(row);
    if (kind !== undefined) this.faults.push({ kind, row });
    const place = { sequence, eventId, hash };
    const segment = this.segments.at(-1);
    const follows = sequence === this.last.sequence + 1 && row.previousHash === this.last.hash;
    if (segment !== undefined && follows) segment.last = place;
    else this.segments.push({ first: row, last: place, bypassed: this.#bypassed(row.previousHash) });
    this.last = place;
    this.rows += 1;
    this.#remember(place);
  }

  #faultOf(row: SealedRow): Fault['kind'] | undefined {
    const { event, contentHash, previousHash, hash } = row;
    if (event === null) return 'REMOVED';
    const isSealed = contentHashOf(event) === contentHash && event.organisationId === this.#organisation;
    if (!isSealed || sealHashOf(previousHash, contentHash) !== hash) return 'CHANGED';
    const id = Number(event.id);
    const recordedAt = Date.parse(isoOf(event.recordedAt));
    if (id < this.#newestId && recordedAt < this.#latest - timeoutMs) return 'INSERTED';
    this.#newestId = Math.max(this.#newestId, id);
    this.#latest = Math.max(this.#latest, recordedAt || 0);
    return undefined;
  }

  #bypassed(previousHash: string): ChainPosition[] {
    const followed = this.#recent.get(previousHash);
    if (followed === undefined) return [];
    return [...this.#recent.values()].filter(({ sequence }) => sequence > followed.sequence);
  }

  #remember(place: ChainPosition): void {
    this.#recent.set(place.hash, place);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > memory && oldest !== undefined) this.#recent.delete(oldest);
  }
}
