import type { Transaction } from '../db/transactions/transaction.ts';
import { ChainWalk } from './chain-walk.ts';
import { CheckpointComparison } from './checkpoints.ts';
import { byPosition, findingsOf, mostFindings, outside } from './findings.ts';
import { findEvents, findOutsiders, findSealedRows, findWaiting } from './repository.ts';
import type { AuditVerdict, EventRow, KnownCheckpoint } from './types.ts';

const pageSize = 1000;

/** The number of events that one statement searches for events outside the chains. */
const stretchLength = 10_000;

export interface ChainOptions {
  /** The chains that are verified together. An event that is sealed in another one of them is reported there. */
  readonly chains: readonly number[];
  readonly checkpoints: readonly KnownCheckpoint[];
  /** Called with the number of rows of each page. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** Verifies the chain of one organisation. The transaction must have a snapshot. */
export async function verifyChain(
  tx: Transaction,
  organisation: number,
  { chains, checkpoints, onProgress }: ChainOptions,
): Promise<AuditVerdict> {
  const walk = new ChainWalk(organisation);
  const comparison = new CheckpointComparison(checkpoints.filter((one) => one.organisation === organisation));
  for (let isMore = true; isMore; ) {
    const rows = await findSealedRows(tx, organisation, walk.last.sequence, pageSize);
    for (const row of rows) {
      walk.add(row);
      comparison.add(row);
    }
    onProgress?.(rows.length);
    isMore = rows.length === pageSize && !walk.isHopeless;
  }
  const outsiders = await outsidersOf(tx, organisation, chains);
  const { unsealed, gone } = await findWaiting(tx, organisation);
  const findings = [
    ...findingsOf(walk, comparison, outsiders),
    ...gone.slice(0, mostFindings + 1).map((eventId) => outside('REMOVED', eventId)),
  ].toSorted(byPosition);
  const { sequence, hash } = walk.last;
  return {
    ...{ organisation, events: walk.rows, sequence, hash, unsealed, checkpoints: comparison.size },
    findings: findings.slice(0, mostFindings),
    hasMoreFindings: findings.length > mostFindings || walk.isHopeless,
  };
}

/** Returns the first events of an organisation that are in no chain, one more than can be reported. */
async function outsidersOf(tx: Transaction, organisation: number, chains: readonly number[]): Promise<EventRow[]> {
  const ids: string[] = [];
  for (let after: string | null = '0'; after !== null && ids.length <= mostFindings; ) {
    const stretch = await findOutsiders(tx, organisation, chains, after, stretchLength);
    ids.push(...stretch.outsiders);
    after = stretch.last;
  }
  return ids.length === 0 ? [] : findEvents(tx, ids.slice(0, mostFindings + 1));
}
