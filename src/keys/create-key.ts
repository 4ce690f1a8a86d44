import { z } from 'zod';
import { readMoment } from '../db/transactions/clock.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { newCredential } from '../identity/credential-format.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { lockAsDescendant } from '../organisations/tree-lock.ts';
import { wholeSecond } from '../shared/clock.ts';
import { optional, organisationOrOwn, text } from '../shared/input.ts';
import { permissions } from '../shared/permission.ts';
import { checkGrant, checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type CreatedKey, storeKey } from './store-key.ts';

export const CreateKeyInput = z.object({ organisation: organisationOrOwn, name: optional(text(100, 'NAME')) });
export type CreateKeyInput = z.output<typeof CreateKeyInput>;

/**
 * Creates an additional key for an organisation. The others stay valid, so that keys can be replaced without a gap. A
 * key has all permissions, so only an actor with all permissions can create one.
 *
 * @throws {NotWhileEmulatingError} if the actor acts on behalf of another operator
 * @throws {PermissionDeniedError} if the actor lacks `key:manage` or any other permission
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if the organisation is archived
 */
export async function createKey(ctx: UseCaseContext, input: CreateKeyInput): Promise<CreatedKey> {
  const { actor } = ctx;
  orThrow(checkOwnName(actor));
  const organisationId = orThrow(owningOrganisation(actor, input.organisation, 'key:manage'));
  orThrow(checkGrant(actor, permissions));
  const key = newCredential(actor.testClockId === null ? 'tenure' : 'sandbox');
  return inTransaction(ctx.pool, async (tx) => {
    await lockAsDescendant(tx, actor, organisationId);
    orThrow(checkOpen(await shareLockOrganisation(tx, organisationId)));
    const moment = await readMoment(tx, ctx);
    const createdAt = wholeSecond(moment.recordedAt);
    const { id, event } = await storeKey(tx, { organisationId, key, name: input.name ?? null, createdAt });
    recordEvent(tx, ctx, moment, event);
    return { id, key };
  });
}
