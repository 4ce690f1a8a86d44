import { beginning, type Segment } from './chain-walk.ts';
import type { Finding } from './types.ts';

/** Rows that stand elsewhere than their hashes say. */
interface Moved {
  readonly segment: Segment;
  readonly stands: number;
  readonly belongs: number;
}

/** The segments that follow another one by their hashes, wherever that one stands. */
export function linkedIn(segments: readonly Segment[]): ReadonlySet<Segment> {
  const followers = followersIn(segments);
  const ends = [beginning.hash, ...segments.map(({ last }) => last.hash)];
  return new Set(ends.flatMap((end) => followers.get(end) ?? []));
}

/** The segments by the hash that they follow. Where several follow the same one, it is hardly the shorter that is right. */
function followersIn(segments: readonly Segment[]): Map<string, Segment> {
  const byLength = segments.toSorted((one, other) => rowsIn(one) - rowsIn(other));
  return new Map(byLength.map((segment) => [segment.first.previousHash, segment]));
}

/** Finds the rows that stand elsewhere than their hashes say. Two that were exchanged are one finding. */
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

/** The segments in the order of their hashes: from the beginning, and from each that follows none. */
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

/** What of a path stands elsewhere: as few rows as possible, for it was hardly the rest that was moved. */
function movedIn(path: readonly Segment[], segments: readonly Segment[], linked: ReadonlySet<Segment>): Moved[] {
  const steps = stepsOf(path, segments, linked);
  const unmoved = heaviestRising(steps);
  return steps.filter((step, position) => {
    // Neighbours that follow each other have no other numbers between theirs.
    const isNext = step.index === (steps[position - 1]?.index ?? -1) + 1;
    return step.belongs !== step.stands && (isNext || !unmoved.has(step));
  });
}

interface Step extends Moved {
  /** The how manieth segment of the chain it is. */
  readonly index: number;
  readonly rows: number;
}

/** The segments of a path, and where they belong: one behind the other, but for what was put between them. */
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
  /** The index of the last that was chosen. */
  readonly last: number;
  readonly chosen: readonly Step[];
}

/** Those of a path that stand in its order: the choice with the most rows, and of equals the one with more in place. */
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
