import { contentHashOf, isoOf, noHash, sealHashOf } from './content-hash.ts';
import type { SealedRow } from './types.ts';

/** The position of a row in a chain, without its event. */
export interface ChainPosition {
  readonly sequence: number;
  readonly eventId: string | null;
  readonly hash: string;
}

/** Consecutive rows without a gap, each with the hash of the previous one. */
export interface Segment {
  readonly first: SealedRow;
  last: ChainPosition;
  /** If the first row follows an earlier row than the previous one, the rows in between. */
  readonly bypassed: readonly ChainPosition[];
}

/** A row that is inconsistent in itself, regardless of its neighbours. */
export interface Fault {
  readonly kind: 'CHANGED' | 'REMOVED' | 'INSERTED';
  readonly row: SealedRow;
}

/** The position before the first row. */
export const beginning: ChainPosition = { sequence: 0, eventId: null, hash: noHash };

/** The tolerance in milliseconds for events recorded out of order. No transaction stays open for longer. */
const timeoutMs = 10 * 60 * 1000;

/** The number of preceding rows in which a predecessor is searched. */
const memory = 1000;

/** The number of problems after which the walk stops analysing a chain. */
const enough = 1000;

/** Walks through a chain row by row and collects its segments and faults. */
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
