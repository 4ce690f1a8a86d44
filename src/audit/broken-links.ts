import { beginning, type ChainPosition, type Segment } from './chain-walk.ts';
import type { Finding, FindingKind } from './types.ts';

/** Rows that are missing between two others. */
export interface Gap {
  /** The last row before it. */
  readonly before: ChainPosition;
  /** The hash that the last of the missing rows had. */
  readonly hash: string;
  readonly missing: number;
}

/** What is known of a chain besides its links. */
export interface Surroundings {
  /** The segments that follow another one by their hashes, wherever that one stands. */
  readonly linked: ReadonlySet<Segment>;
  /** The places of rows that are wrong in themselves: what is broken next to them is no news. */
  readonly faulty: ReadonlySet<number>;
  /** The places of rows for which a checkpoint vouches. */
  readonly confirmed: ReadonlySet<number>;
}

/** Two rows that stand next to each other, of which the second does not follow the first. */
interface BrokenLink {
  readonly before: ChainPosition;
  readonly after: Segment;
}

/** Where rows are missing, so that what follows has nothing to follow. */
export function findGaps(segments: readonly Segment[], { linked }: Surroundings): Gap[] {
  return brokenLinks(segments)
    .filter((link) => isGap(link) && !linked.has(link.after))
    .map(({ before, after: { first } }) => {
      return { before, hash: first.previousHash, missing: first.sequence - before.sequence - 1 };
    });
}

/** Finds what was inserted or rewritten, from the rows that follow no row that is there. */
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

/** Rows that nothing leads to, while the chain goes on around them. */
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
  // It fits on neither side, and the rows around it say nothing of each other.
  if (isSingle && next !== undefined && next.after.bypassed.length === 0) return [finding('CHANGED', after.first)];
  if (after.bypassed.length > 0) return after.bypassed.map((place) => finding('INSERTED', place));
  if (before === beginning) return [{ ...finding('REMOVED', after.first), eventId: null }];
  return [finding('CHANGED', confirmed.has(before.sequence) ? after.first : before)];
}

function finding(kind: FindingKind, { sequence, eventId }: Omit<ChainPosition, 'hash'>): Finding {
  return { kind, sequence, eventId, otherSequence: null };
}
