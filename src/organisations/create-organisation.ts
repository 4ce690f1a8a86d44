import { z } from 'zod';
import { readRealMoment } from '../db/clock.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import { recordTerminalEvent } from '../events/record-event.ts';
import { giveBuiltInRoles } from '../identity/built-in-roles.ts';
import { expectedNumber, InvalidInputError, optional, ourId, text } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { findOrganisation, insertAncestry, insertOrganisation, insertTestClock } from './repository.ts';
import type { Organisation } from './types.ts';

const wantedWindow = expectedNumber('a whole number of days from 0 to 3650');

export const CreateOrganisationInput = z.object({
  name: text(255),
  timeZone: text(100)
    .default('UTC')
    .refine(isTimeZone, { error: 'expected the name of an IANA time zone, such as Asia/Bahrain' }),
  /** The organisation above it; a tree begins without one. */
  parent: optional(ourId),
  /** Whether the new tree is a sandbox; below a parent that is inherited. */
  sandbox: optional(z.boolean()),
  renewalWindowDays: optional(z.int(wantedWindow).min(0, wantedWindow).max(3650, wantedWindow)),
});
export type CreateOrganisationInput = z.output<typeof CreateOrganisationInput>;

/**
 * Creates an organisation: the root of a new tree, real or a sandbox, or a descendant of `parent`.
 *
 * @throws {OrganisationNotFoundError} when there is no such parent
 * @throws {InvalidInputError} when it would differ from its parent in being a sandbox
 */
export async function createOrganisation(ctx: TerminalContext, input: CreateOrganisationInput): Promise<Organisation> {
  return inTransaction(ctx.pool, (tx) => createOrganisationIn(tx, ctx, input));
}

/** The same within the caller's transaction. */
export async function createOrganisationIn(
  tx: Transaction,
  { clock }: TerminalContext,
  input: CreateOrganisationInput,
): Promise<Organisation> {
  const { name, timeZone, renewalWindowDays = null } = input;
  const sandbox = await inheritedSandbox(tx, input);
  const moment = await readRealMoment(tx, clock);
  const parentId = input.parent ?? null;
  const organisation = { parentId, name, sandbox, timeZone, renewalWindowDays, createdAt: moment.now };
  const id = await insertOrganisation(tx, organisation);
  await insertAncestry(tx, id, parentId);
  await giveBuiltInRoles(tx, id, moment.now);
  if (sandbox && parentId === null) await insertTestClock(tx, id);
  await recordTerminalEvent(tx, moment, {
    verb: 'createOrganisation',
    organisationId: id,
    subjectType: 'ORGANISATION',
    subjectId: id,
    before: null,
    // Not the parent: the organisation itself may read this, and must not learn who is above it.
    after: { sandbox, timeZone, renewalWindowDays },
  });
  return { id, ...organisation };
}

async function inheritedSandbox(tx: Transaction, { parent: parentId, sandbox }: CreateOrganisationInput) {
  if (parentId === undefined) return sandbox ?? false;
  const parent = await findOrganisation(tx, parentId);
  if (parent === undefined) throw new OrganisationNotFoundError();
  if (sandbox === undefined || sandbox === parent.sandbox) return parent.sandbox;
  const found = parent.sandbox ? 'a parent in a sandbox' : 'a parent in a real tree';
  throw new InvalidInputError([{ path: ['sandbox'], message: `expected what the parent is, found ${found}` }]);
}

function isTimeZone(name: string): boolean {
  // Fixed offsets and whole instants name a zone too, but not one of people.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
