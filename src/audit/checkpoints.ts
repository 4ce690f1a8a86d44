import { beginning, type ChainPosition } from './chain-walk.ts';
import type { Finding, KnownCheckpoint, Seal } from './types.ts';

/** Compares a chain with checkpoints that were stored outside the database. */
export class CheckpointComparison {
  readonly #checkpoints: readonly KnownCheckpoint[];
  readonly #hashes: ReadonlySet<string>;
  readonly #standing = new Map<number, ChainPosition>();
  readonly #found = new Set<string>();

  constructor(checkpoints: readonly KnownCheckpoint[]) {
    this.#checkpoints = checkpoints.toSorted((one, other) => one.sequence - other.sequence);
    this.#hashes = new Set(checkpoints.map(({ hash }) => hash));
  }

  get size(): number {
    return this.#checkpoints.length;
  }

  add({ sequence, eventId, hash }: Seal): void {
    if (this.#hashes.has(hash)) this.#found.add(hash);
    if (this.#checkpoints.some((checkpoint) => checkpoint.sequence === sequence)) {
      this.#standing.set(sequence, { sequence, eventId, hash });
    }
  }

  /** Returns the sequence numbers that a checkpoint confirms: the chain is unchanged up to there. */
  confirmed(): ReadonlySet<number> {
    const good = this.#checkpoints.filter(({ sequence, hash }) => this.#standing.get(sequence)?.hash === hash);
    return new Set(good.map(({ sequence }) => sequence));
  }

  /** Returns the checkpoint furthest beyond the end of the chain whose hash does not occur in the chain. */
  beyond(last: ChainPosition): KnownCheckpoint | undefined {
    return this.#checkpoints.findLast(({ sequence, hash }) => sequence > last.sequence && !this.#found.has(hash));
  }

  /**
   * Returns a finding for the first checkpoint that differs from the chain, if no finding since the last confirmed
   * checkpoint explains the difference.
   */
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
