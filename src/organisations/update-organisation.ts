import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import { organisationOrOwn } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { announceOpenedWindows, rewriteRenewalWindows } from '../subscriptions/rewrite-renewal-windows.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { lockManagedOrganisation } from './lock-managed-organisation.ts';
import { updateSettings } from './repository.ts';
import { changedSettings, eventFactsOf, type OrganisationChanges, owningOrganisation, withChanges } from './rules.ts';
import { ChangedSettings } from './settings.ts';
import type { Organisation } from './types.ts';

export const UpdateOrganisationInput = z.object({
  ...ChangedSettings,
  /** The organisation to change. The default is the actor's own. */
  organisation: organisationOrOwn,
});
export type UpdateOrganisationInput = z.output<typeof UpdateOrganisationInput>;

/**
 * Changes the given settings. `null` removes the renewal window or the finance type. If nothing would change, nothing
 * is written. A new renewal window applies at once, to existing subscriptions too
 * (`src/subscriptions/rewrite-renewal-windows.ts`). A new time zone applies to future runs of terms.
 *
 * @throws {PermissionDeniedError} if the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 */
export async function updateOrganisation(ctx: UseCaseContext, input: UpdateOrganisationInput): Promise<Organisation> {
  const { organisation, ...changes } = input;
  const organisationId = orThrow(owningOrganisation(ctx.actor, organisation, 'organisation:manage'));
  return inTransaction(ctx.pool, (tx) => updateOrganisationIn(tx, actorAsAuthor(ctx), organisationId, changes));
}

/** Changes an organisation within the transaction of the caller. */
export async function updateOrganisationIn(
  tx: Transaction,
  author: Author,
  organisationId: number,
  changes: OrganisationChanges,
): Promise<Organisation> {
  const { organisation, moment } = await lockManagedOrganisation(tx, author, organisationId);
  const updated = withChanges(organisation, changes);
  const changed = changedSettings(organisation, updated);
  if (changed.length === 0) return organisation;

  await updateSettings(tx, updated);
  const isWindowChanged = changed.includes('renewalWindowDays');
  const trading = isWindowChanged ? await author.tradingMoment(tx, organisationId, moment) : moment;
  const windows = isWindowChanged ? await rewriteWindows(tx, updated, trading) : [];
  author.record(tx, moment, {
    verb: 'updateOrganisation',
    organisationId,
    subjectType: 'ORGANISATION',
    subjectId: organisationId,
    before: eventFactsOf(organisation, changed),
    after: { ...eventFactsOf(updated, changed), changed, ...(isWindowChanged && { changedWindows: windows.length }) },
  });
  await announceOpenedWindows(tx, windows, trading);
  return updated;
}

function rewriteWindows(tx: Transaction, { id, renewalWindowDays }: Organisation, moment: Moment): Promise<number[]> {
  return rewriteRenewalWindows(tx, id, renewalWindowDays, moment);
}
