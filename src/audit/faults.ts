import type { Fault } from './chain-walk.ts';
import { contentHashOf, sealHashOf } from './content-hash.ts';
import type { EventRow, Finding, SealedRow } from './types.ts';

/**
 * Returns the findings for faulty rows. Two rows with exchanged content are one finding. A seal and an event that no
 * longer match, because one of them got another id, are also one finding; such an event is one of the `outsiders`.
 */
export function findFaults(faults: readonly Fault[], outsiders: readonly EventRow[]): Finding[] {
  const reported = new Set<Fault>();
  return faults.flatMap((fault, index): Finding[] => {
    if (reported.has(fault)) return [];
    const { kind, row } = fault;
    const { sequence, eventId } = row;
    const renamed = outsiders.find((event) => isRenamed(event, row));
    if (renamed !== undefined) return [{ kind: 'CHANGED', sequence, eventId: renamed.id, otherSequence: null }];
    const other = faults.slice(index + 1).find((later) => areExchanged(row, later.row));
    if (other === undefined) return [{ kind, sequence, eventId, otherSequence: null }];
    reported.add(other);
    return [{ kind: 'REORDERED', sequence, eventId, otherSequence: other.row.sequence }];
  });
}

/** Whether an event belongs to a seal that lost its event because one of the two got another id. */
export function isRenamed(event: EventRow, { event: found, eventId, contentHash }: SealedRow): boolean {
  return found === null && [event, { ...event, id: eventId }].some((was) => contentHashOf(was) === contentHash);
}

/** Whether two seals have exchanged their events, or their events and content hashes. */
function areExchanged(one: SealedRow, other: SealedRow): boolean {
  return (isEventOf(one, other) && isEventOf(other, one)) || (isContentOf(one, other) && isContentOf(other, one));
}

function isEventOf({ contentHash }: SealedRow, { event }: SealedRow): boolean {
  return event !== null && contentHashOf(event) === contentHash;
}

function isContentOf({ previousHash, hash }: SealedRow, { contentHash }: SealedRow): boolean {
  return sealHashOf(previousHash, contentHash) === hash;
}
