import { beginning, type Segment } from './chain-walk.ts';
import type { Finding } from './types.ts';

/** Rows whose position differs from the order of their hashes. */
interface Moved {
  readonly segment: Segment;
  readonly stands: number;
  readonly belongs: number;
}

/** Returns the segments whose first row follows another segment by its hash, wherever that segment is. */
export function linkedIn(segments: readonly Segment[]): ReadonlySet<Segment> {
  const followers = followersIn(segments);
  const ends = [beginning.hash, ...segments.map(({ last }) => last.hash)];
  return new Set(ends.flatMap((end) => followers.get(end) ?? []));
}

/**
 * Returns the segments by the hash that they follow. If several follow the same hash, the longest one is assumed to be
 * genuine.
 */
function followersIn(segments: readonly Segment[]): Map<string, Segment> {
  const byLength = segments.toSorted((one, other) => rowsIn(one) - rowsIn(other));
  return new Map(byLength.map((segment) => [segment.first.previousHash, segment]));
}

/** Returns the rows whose position differs from the order of their hashes. Two exchanged rows are one finding. */
export function findReordered(segments: readonly Segment[]): Finding[] {
  const linked = linkedIn(segments);
  const moved = pathsOf(segments, linked).flatMap((path) => movedIn(path, segments, linked));
  return moved
    .filter((one, position) => !moved.slice(0, position).some((other) => areExchanged(one, other)))
    .map(({ segment: { first }, stands, belongs }) => {
      return { kind: 'REORDERED', sequence: stands, eventId: first.eventId, otherSequence: belongs };
    });
}

function areExchanged(one: Moved, other: Moved): boolean {
  return one.stands === other.belongs && one.belongs === other.stands;
}

/**
 * Returns the segments in the order of their hashes, starting at the beginning and at each segment that follows none.
 */
function pathsOf(segments: readonly Segment[], linked: ReadonlySet<Segment>): Segment[][] {
  const next = followersIn(segments);
  const seen = new Set<Segment>();
  return [next.get(beginning.hash), ...segments.filter((segment) => !linked.has(segment)), ...segments].map((head) => {
    const path: Segment[] = [];
    for (let segment = head; segment !== undefined && !seen.has(segment); segment = next.get(segment.last.hash)) {
      seen.add(segment);
      path.push(segment);
    }
    return path;
  });
}

/** Returns the smallest set of moved segments that explains the order of a path. */
function movedIn(path: readonly Segment[], segments: readonly Segment[], linked: ReadonlySet<Segment>): Moved[] {
  const steps = stepsOf(path, segments, linked);
  const unmoved = heaviestRising(steps);
  return steps.filter((step, position) => {
    // No other sequence numbers exist between those of adjacent segments.
    const isNext = step.index === (steps[position - 1]?.index ?? -1) + 1;
    return step.belongs !== step.stands && (isNext || !unmoved.has(step));
  });
}

interface Step extends Moved {
  /** The index of the segment in the chain. */
  readonly index: number;
  readonly rows: number;
}

/** Returns the segments of a path with their expected positions: one after the other, except for inserted rows. */
function stepsOf(path: readonly Segment[], segments: readonly Segment[], linked: ReadonlySet<Segment>): Step[] {
  const [head] = path;
  const isFromBeginning = head?.first.previousHash === beginning.hash;
  const start = isFromBeginning || head === undefined ? 0 : segments.indexOf(head) + 1;
  let place = isFromBeginning ? 1 : (head?.first.sequence ?? 1);
  return path.map((segment) => {
    const index = segments.indexOf(segment);
    const strangers = segments.slice(start, index).filter((other) => !linked.has(other));
    const belongs = place + strangers.reduce((rows, other) => rows + rowsIn(other), 0);
    const rows = rowsIn(segment);
    place += rows;
    return { segment, stands: segment.first.sequence, belongs, index, rows };
  });
}

interface Choice {
  readonly weight: number;
  /** The index of the last chosen segment. */
  readonly last: number;
  readonly chosen: readonly Step[];
}

/**
 * Returns the largest choice of segments in ascending order, by rows. Among equals it prefers segments at their
 * expected position.
 */
function heaviestRising(steps: readonly Step[]): ReadonlySet<Step> {
  const heaviest = (choices: readonly Choice[]) =>
    choices.reduce((one, other) => (other.weight > one.weight ? other : one), { weight: 0, last: -1, chosen: [] });
  const choices: Choice[] = [];
  for (const step of steps) {
    const { weight, chosen } = heaviest(choices.filter(({ last }) => last < step.index));
    const own = step.rows + (step.belongs === step.stands ? 0.5 : 0);
    choices.push({ weight: weight + own, last: step.index, chosen: [...chosen, step] });
  }
  return new Set(heaviest(choices).chosen);
}

function rowsIn({ first, last }: Segment): number {
  return last.sequence - first.sequence + 1;
}
