import { z } from 'zod';
import { inSnapshot } from '../db/transactions/transaction.ts';
import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { optional, organisationOrOwn } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { knownCheckpoints } from './checkpoint-input.ts';
import { findNewestSeals, findOrganisationIds } from './repository.ts';
import type { AuditVerdict, KnownCheckpoint } from './types.ts';
import { verifyChain } from './verify-chain.ts';

export const VerifyEveryAuditTrailInput = z.object({
  organisation: organisationOrOwn,
  checkpoints: optional(knownCheckpoints(1_000_000)),
});
export interface VerifyEveryAuditTrailInput {
  readonly organisation?: number | undefined;
  readonly checkpoints?: readonly KnownCheckpoint[] | undefined;
}

/** Receives the progress of the verification. */
export interface Progress {
  /** The number of sealed events to verify. */
  begin(events: number): void;
  /** The number of further events that have been verified. */
  advance(events: number): void;
}

/**
 * Verifies the audit trails of all organisations, or of one, on one snapshot, for the operator at the terminal.
 * Organisations that only a checkpoint names are included.
 *
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 */
export async function verifyEveryAuditTrail(
  { pool }: TerminalContext,
  { organisation: only, checkpoints = [] }: VerifyEveryAuditTrailInput,
  progress?: Progress,
): Promise<AuditVerdict[]> {
  return inSnapshot(pool, async (tx) => {
    const known = await findOrganisationIds(tx);
    if (only !== undefined && !known.includes(only)) throw new OrganisationNotFoundError();
    const all = new Set([...known, ...checkpoints.map(({ organisation }) => organisation)]);
    const chains = only === undefined ? [...all] : [only];
    const newest = (await findNewestSeals(tx)).filter(({ organisation }) => chains.includes(organisation));
    progress?.begin(newest.reduce((events, { sequence }) => events + sequence, 0));
    const verdicts: AuditVerdict[] = [];
    const options = { chains, checkpoints, onProgress: progress && ((events: number) => progress.advance(events)) };
    for (const organisation of chains) verdicts.push(await verifyChain(tx, organisation, options));
    return verdicts;
  });
}
