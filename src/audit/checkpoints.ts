import { beginning, type ChainPosition } from './chain-walk.ts';
import type { Finding, KnownCheckpoint, Seal } from './types.ts';

/** Holds a chain against what was kept of it outside the database. */
export class CheckpointComparison {
  readonly #checkpoints: readonly KnownCheckpoint[];
  readonly #wanted: ReadonlySet<string>;
  readonly #standing = new Map<number, ChainPosition>();
  readonly #found = new Set<string>();

  constructor(checkpoints: readonly KnownCheckpoint[]) {
    this.#checkpoints = checkpoints.toSorted((one, other) => one.sequence - other.sequence);
    this.#wanted = new Set(checkpoints.map(({ hash }) => hash));
  }

  get size(): number {
    return this.#checkpoints.length;
  }

  add({ sequence, eventId, hash }: Seal): void {
    if (this.#wanted.has(hash)) this.#found.add(hash);
    if (this.#checkpoints.some((checkpoint) => checkpoint.sequence === sequence)) {
      this.#standing.set(sequence, { sequence, eventId, hash });
    }
  }

  /** The places for which a checkpoint vouches: everything up to there was as it is. */
  confirmed(): ReadonlySet<number> {
    const good = this.#checkpoints.filter(({ sequence, hash }) => this.#standing.get(sequence)?.hash === hash);
    return new Set(good.map(({ sequence }) => sequence));
  }

  /** The checkpoint that is furthest beyond the end of a chain, and whose hash is nowhere in it. */
  beyond(last: ChainPosition): KnownCheckpoint | undefined {
    return this.#checkpoints.findLast(({ sequence, hash }) => sequence > last.sequence && !this.#found.has(hash));
  }

  /** Where the chain is another one than it was, and no finding between two checkpoints says why. */
  findRewritten(findings: readonly Finding[]): Finding[] {
    const confirmed = this.confirmed();
    const rewritten = this.#checkpoints.find(
      ({ sequence, hash }) => this.#standing.has(sequence) && this.#standing.get(sequence)?.hash !== hash,
    );
    if (rewritten === undefined) return [];
    const { sequence } = rewritten;
    const good = Math.max(beginning.sequence, ...[...confirmed].filter((position) => position < sequence));
    const isReported = findings.some(
      (finding) => isWithin(finding.sequence, good, sequence) || isWithin(finding.otherSequence, good, sequence),
    );
    if (isReported) return [];
    const eventId = this.#standing.get(sequence)?.eventId ?? null;
    return [{ kind: 'REWRITTEN', sequence: good + 1, eventId, otherSequence: sequence }];
  }
}

function isWithin(sequence: number | null, after: number, upTo: number): boolean {
  return sequence !== null && after < sequence && sequence <= upTo;
}
