import { z } from 'zod';
import { inSnapshot } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { optional, organisationOrOwn } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { knownCheckpoints } from './checkpoint-input.ts';
import { AuditTrailTooLongError } from './errors.ts';
import { findNewestSeal } from './repository.ts';
import type { AuditVerdict } from './types.ts';
import { verifyChain } from './verify-chain.ts';

export const VerifyAuditTrailInput = z.object({
  organisation: organisationOrOwn,
  checkpoints: optional(knownCheckpoints(100)),
});
export type VerifyAuditTrailInput = z.output<typeof VerifyAuditTrailInput>;

/** The number of events that can be verified in one or two seconds, during a request. */
const mostEvents = 100_000;

/**
 * Verifies the audit trail of an organisation against its chain and the given checkpoints. Returns the rows that were
 * changed. Checkpoints of other organisations are ignored.
 *
 * @throws {PermissionDeniedError} if the actor lacks `audit:view`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {AuditTrailTooLongError} if the trail has more than `limit` events; only the terminal can verify it then
 */
export async function verifyAuditTrail(
  { pool, actor }: UseCaseContext,
  { organisation: named, checkpoints = [] }: VerifyAuditTrailInput,
  limit = mostEvents,
): Promise<AuditVerdict> {
  const organisation = orThrow(owningOrganisation(actor, named, 'audit:view'));
  return inSnapshot(pool, async (tx) => {
    const newest = await findNewestSeal(tx, organisation);
    if (newest !== undefined && newest.sequence > limit) throw new AuditTrailTooLongError(newest.sequence, limit);
    return verifyChain(tx, organisation, { chains: [organisation], checkpoints });
  });
}
