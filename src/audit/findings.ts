import { findBrokenLinks, findGaps, type Gap } from './broken-links.ts';
import type { ChainPosition, ChainWalk } from './chain-walk.ts';
import type { CheckpointComparison } from './checkpoints.ts';
import { contentHashOf, sealHashOf } from './content-hash.ts';
import { findFaults, isRenamed } from './faults.ts';
import { findReordered, linkedIn } from './reordered.ts';
import type { EventRow, Finding, KnownCheckpoint } from './types.ts';

/** The largest number of findings to report. One more is collected, to report that there are more. */
export const mostFindings = 100;

/**
 * Returns the findings of a chain after the walk. `outsiders` are events of its organisation that are neither sealed
 * nor waiting to be sealed.
 */
export function findingsOf(
  walk: ChainWalk,
  comparison: CheckpointComparison,
  outsiders: readonly EventRow[],
): Finding[] {
  const { segments, last } = walk;
  const faults = walk.faults.slice(0, mostFindings + 1);
  const faulty = new Set(walk.faults.map(({ row }) => row.sequence));
  const surroundings = { linked: linkedIn(segments), faulty, confirmed: comparison.confirmed() };
  const gaps = findGaps(segments, surroundings).slice(0, mostFindings + 1);
  const tail = walk.isHopeless ? undefined : comparison.beyond(last);

  const filled = gaps.map((gap) => fillGap(gap, outsiders));
  const truncated = tail === undefined ? [] : fillGap(gapAtTheEnd(last, tail), outsiders);
  const renamed = outsiders.filter((event) => faults.some(({ row }) => isRenamed(event, row)));
  const explained = new Set([...filled.flat(), ...truncated, ...renamed]);
  const inChain: Finding[] = [
    ...findFaults(faults, outsiders),
    ...findReordered(segments),
    ...findBrokenLinks(segments, surroundings),
    ...gaps.flatMap((gap, index) => removedFrom(gap, filled[index] ?? [])),
  ];
  return [
    ...inChain,
    ...comparison.findRewritten(inChain),
    ...(tail === undefined ? [] : [truncation(last, tail)]),
    ...outsiders.filter((event) => !explained.has(event)).map(({ id }) => outside('INSERTED', id)),
  ];
}

/** Returns the finding for an event that has no position in the chain. */
export function outside(kind: 'INSERTED' | 'REMOVED', eventId: string): Finding {
  return { kind, sequence: null, eventId, otherSequence: null };
}

/** Sorts findings by their position in the chain. Findings without a position come last. */
export function byPosition(one: Finding, other: Finding): number {
  return (one.sequence ?? Number.POSITIVE_INFINITY) - (other.sequence ?? Number.POSITIVE_INFINITY) || 0;
}

function gapAtTheEnd(last: ChainPosition, { sequence, hash }: KnownCheckpoint): Gap {
  return { before: last, hash, missing: sequence - last.sequence };
}

/** Returns the events that were sealed in a gap: those whose content hashes reproduce the hash after the gap. */
function fillGap({ before, hash, missing }: Gap, outsiders: readonly EventRow[]): EventRow[] {
  const contents = outsiders.map(contentHashOf);
  for (let start = 0; start + missing <= outsiders.length; start++) {
    const end = contents.slice(start, start + missing).reduce(sealHashOf, before.hash);
    if (end === hash) return outsiders.slice(start, start + missing);
  }
  return [];
}

function removedFrom({ before, missing }: Gap, events: readonly EventRow[]): Finding[] {
  return Array.from({ length: Math.min(missing, mostFindings + 1) }, (_, index) => {
    const sequence = before.sequence + 1 + index;
    return { kind: 'REMOVED', sequence, eventId: events[index]?.id ?? null, otherSequence: null };
  });
}

function truncation(last: ChainPosition, { sequence }: KnownCheckpoint): Finding {
  return { kind: 'TRUNCATED', sequence: last.sequence + 1, eventId: null, otherSequence: sequence };
}
