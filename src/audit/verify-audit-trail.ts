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

/** As many events as are looked through in a second or two, while a request waits. */
const mostEvents = 100_000;

/**
 * Whether the audit trail of an organisation is as it was written, as far as its chain and the given checkpoints can
 * tell, and which rows are not. Checkpoints of other organisations are left aside.
 *
 * @throws {PermissionDeniedError} when the actor lacks `audit:view`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {AuditTrailTooLongError} when the trail has more events than `limit`, which only the terminal takes the time for
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
