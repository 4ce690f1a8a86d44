import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { giveBuiltInRoles } from '../identity/built-in-roles.ts';
import type { Moment } from '../shared/clock.ts';
import { optional, ourId } from '../shared/input.ts';
import { factNamesOf, namesOf, pick, withNulls } from '../shared/members.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Author, actorAsAuthor } from './author.ts';
import { findReached } from './lock-managed-organisation.ts';
import { organisationProfile } from './profile.ts';
import { insertOrganisation, insertTestClock } from './repository.ts';
import { checkOpen, owningOrganisation } from './rules.ts';
import { NewSettings } from './settings.ts';
import { insertAncestry, shareTrees } from './tree-repository.ts';
import type { Organisation } from './types.ts';

export const CreateOrganisationInput = z.object({
  ...NewSettings,
  /** The parent. The default is the actor's own organisation. */
  parent: optional(ourId),
});
export type CreateOrganisationInput = z.output<typeof CreateOrganisationInput>;

/**
 * Creates an organisation below the actor's own or one further down, with the built-in roles. It is a sandbox if its
 * parent is, and inherits the time zone, locale and currency of the parent unless the input sets them.
 *
 * @throws {PermissionDeniedError} if the actor lacks `organisation:manage`
 * @throws {OrganisationNotFoundError} if `parent` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if `parent` is archived
 */
export async function createOrganisation(ctx: UseCaseContext, input: CreateOrganisationInput): Promise<Organisation> {
  const { parent, ...settings } = input;
  const parentId = orThrow(owningOrganisation(ctx.actor, parent, 'organisation:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const above = await findOpenParent(tx, actorAsAuthor(ctx), parentId);
    return createOrganisationIn(tx, actorAsAuthor(ctx), { ...settings, parent: above, sandbox: above.sandbox });
  });
}

/** Returns the parent of a new organisation. It can be neither moved nor archived until the end of the transaction. */
export async function findOpenParent(tx: Transaction, author: Author, parentId: number): Promise<Organisation> {
  await shareTrees(tx);
  const parent = await findReached(tx, author, parentId);
  orThrow(checkOpen(parent));
  return parent;
}

/** The input for a new organisation with its resolved parent. */
interface NewOrganisation extends Omit<CreateOrganisationInput, 'parent'> {
  readonly parent: Organisation | null;
  readonly sandbox: boolean;
}

/** Creates an organisation within the transaction of the caller. */
export async function createOrganisationIn(
  tx: Transaction,
  author: Author,
  input: NewOrganisation,
): Promise<Organisation> {
  const moment = await author.readMoment(tx);
  const organisation = newOrganisation(input, moment);
  const { parentId, sandbox } = organisation;
  const id = await insertOrganisation(tx, organisation);
  await insertAncestry(tx, id, parentId);
  await giveBuiltInRoles(tx, id, moment.now);
  if (sandbox && parentId === null) await insertTestClock(tx, id);
  author.record(tx, moment, {
    verb: 'createOrganisation',
    organisationId: id,
    subjectType: 'ORGANISATION',
    subjectId: id,
    before: null,
    // Without the parent: the organisation can read this event, and must not learn who is above it.
    after: { sandbox, ...pick(organisation, factNamesOf(organisationProfile)) },
  });
  return { id, ...organisation };
}

function newOrganisation({ parent, ...settings }: NewOrganisation, { now }: Moment): Omit<Organisation, 'id'> {
  return {
    parentId: parent?.id ?? null,
    ...withNulls(settings, namesOf(organisationProfile)),
    name: settings.name,
    sandbox: settings.sandbox,
    timeZone: settings.timeZone ?? parent?.timeZone ?? 'UTC',
    locale: settings.locale ?? parent?.locale ?? 'en',
    currency: settings.currency ?? parent?.currency ?? 'USD',
    linkedAccount: settings.linkedAccount ?? false,
    createdAt: now,
    archivedAt: null,
  };
}
