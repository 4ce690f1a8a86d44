import { beginning, type ChainPosition, type Segment } from './chain-walk.ts';
import type { Finding, FindingKind } from './types.ts';

/** Missing rows between two rows of a chain. */
export interface Gap {
  /** The last row before the gap. */
  readonly before: ChainPosition;
  /** The hash of the last missing row. */
  readonly hash: string;
  readonly missing: number;
}

/** The context of the links of a chain. */
export interface Surroundings {
  /** The segments whose first row follows another segment by its hash, wherever that segment is. */
  readonly linked: ReadonlySet<Segment>;
  /** The sequence numbers of faulty rows. Broken links next to them are not reported again. */
  readonly faulty: ReadonlySet<number>;
  /** The sequence numbers of rows that a checkpoint confirms. */
  readonly confirmed: ReadonlySet<number>;
}

/** Two adjacent rows, the second of which does not follow the first. */
interface BrokenLink {
  readonly before: ChainPosition;
  readonly after: Segment;
}

/** Returns the gaps after which no remaining row follows by its hash. */
export function findGaps(segments: readonly Segment[], { linked }: Surroundings): Gap[] {
  return brokenLinks(segments)
    .filter((link) => isGap(link) && !linked.has(link.after))
    .map(({ before, after: { first } }) => {
      return { before, hash: first.previousHash, missing: first.sequence - before.sequence - 1 };
    });
}

/** Returns the inserted and rewritten rows, derived from links to rows that do not exist. */
export function findBrokenLinks(segments: readonly Segment[], surroundings: Surroundings): Finding[] {
  const { linked, faulty, confirmed } = surroundings;
  const open = brokenLinks(segments).filter((link) => !isGap(link) && !linked.has(link.after));
  const findings = bypassedBy(segments, linked);
  const reported = new Set([...faulty, ...findings.map(({ sequence }) => sequence)]);
  for (const link of open) {
    if (reported.has(link.before.sequence) || reported.has(link.after.first.sequence)) continue;
    const next = open.find(({ before }) => before === link.after.last);
    const found = explain(link, next, confirmed);
    for (const { sequence } of found) reported.add(sequence);
    findings.push(...found);
  }
  return findings;
}

function brokenLinks(segments: readonly Segment[]): BrokenLink[] {
  return segments.map((after, index) => ({ before: segments[index - 1]?.last ?? beginning, after }));
}

function isGap({ before, after }: BrokenLink): boolean {
  return after.first.sequence > before.sequence + 1;
}

/** Returns rows that no row links to, while the chain continues around them. */
function bypassedBy(segments: readonly Segment[], linked: ReadonlySet<Segment>): Finding[] {
  const strangers = segments.filter((segment) => !linked.has(segment));
  const isStranger = ({ sequence }: ChainPosition) =>
    strangers.some(({ first, last }) => first.sequence <= sequence && sequence <= last.sequence);
  return segments
    .filter((segment) => linked.has(segment))
    .flatMap(({ bypassed }) => bypassed.filter(isStranger))
    .map((place) => finding('INSERTED', place));
}

function explain(
  { before, after }: BrokenLink,
  next: BrokenLink | undefined,
  confirmed: ReadonlySet<number>,
): Finding[] {
  const isSingle = after.first.sequence === after.last.sequence;
  // It matches neither neighbour, and the neighbours do not link to each other.
  if (isSingle && next !== undefined && next.after.bypassed.length === 0) return [finding('CHANGED', after.first)];
  if (after.bypassed.length > 0) return after.bypassed.map((place) => finding('INSERTED', place));
  if (before === beginning) return [{ ...finding('REMOVED', after.first), eventId: null }];
  return [finding('CHANGED', confirmed.has(before.sequence) ? after.first : before)];
}

function finding(kind: FindingKind, { sequence, eventId }: Omit<ChainPosition, 'hash'>): Finding {
  return { kind, sequence, eventId, otherSequence: null };
}
