import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { InvalidInputError, optional, ourId } from '../shared/input.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { archiveOrganisationIn } from './archive-organisation.ts';
import { type Author, terminalAsAuthor } from './author.ts';
import { CreateOrganisationInput, createOrganisationIn, findOpenParent } from './create-organisation.ts';
import { type MoveOrganisationInput, moveOrganisationIn } from './move-organisation.ts';
import { restoreOrganisationIn } from './restore-organisation.ts';
import { ChangedSettings } from './settings.ts';
import type { Organisation } from './types.ts';
import { updateOrganisationIn } from './update-organisation.ts';

// The verbs of organisations for the operator of this service, who is above all trees and can also change roots.

export const CreateAtTerminalInput = CreateOrganisationInput.extend({
  /** Whether the new tree is a sandbox. Below a parent, this is inherited. */
  sandbox: optional(z.boolean()),
});
export type CreateAtTerminalInput = z.output<typeof CreateAtTerminalInput>;

/**
 * Creates an organisation: the root of a new tree, which is real or a sandbox, or a descendant of `parent`.
 *
 * @throws {OrganisationNotFoundError} if the parent does not exist
 * @throws {OrganisationArchivedError} if the parent is archived
 * @throws {InvalidInputError} if `sandbox` differs from that of the parent
 */
export function createAtTerminal(ctx: TerminalContext, input: CreateAtTerminalInput): Promise<Organisation> {
  return inTransaction(ctx.pool, (tx) => createAtTerminalIn(tx, ctx, input));
}

/** Creates an organisation within the transaction of the caller. */
export async function createAtTerminalIn(
  tx: Transaction,
  ctx: TerminalContext,
  input: CreateAtTerminalInput,
): Promise<Organisation> {
  const { parent: parentId, sandbox, ...settings } = input;
  const author = terminalAsAuthor(ctx);
  const parent = parentId === undefined ? null : await findOpenParent(tx, author, parentId);
  if (parent !== null && sandbox !== undefined && sandbox !== parent.sandbox) throw otherKind(parent);
  return createOrganisationIn(tx, author, { ...settings, parent, sandbox: parent?.sandbox ?? sandbox ?? false });
}

function otherKind(parent: Organisation): InvalidInputError {
  const [sandbox, real] = ['a parent in a sandbox', 'a parent in a real tree'];
  const [requested, found] = parent.sandbox ? [real, sandbox] : [sandbox, real];
  return new InvalidInputError([{ path: ['sandbox'], message: `expected ${requested}, found ${found}` }]);
}

export const UpdateAtTerminalInput = z.object({ ...ChangedSettings, organisation: ourId });
export type UpdateAtTerminalInput = z.output<typeof UpdateAtTerminalInput>;

/** @throws {OrganisationNotFoundError} if the organisation does not exist */
export function updateAtTerminal(ctx: TerminalContext, input: UpdateAtTerminalInput): Promise<Organisation> {
  const { organisation, ...changes } = input;
  return asTerminal(ctx, (tx, author) => updateOrganisationIn(tx, author, organisation, changes));
}

/**
 * @throws {OrganisationNotFoundError} if the organisation or the parent does not exist
 * @throws {MoveBelowItselfError} if the new parent is below the organisation
 * @throws {MoveAcrossClocksError} between a sandbox and a real tree, and between two sandboxes
 * @throws {OrganisationArchivedError} if the new parent is archived
 */
export function moveAtTerminal(ctx: TerminalContext, input: MoveOrganisationInput): Promise<Organisation> {
  return asTerminal(ctx, (tx, author) => moveOrganisationIn(tx, author, input));
}

/**
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 * @throws {NotArchivedBelowError} if an organisation below it is not archived
 */
export function archiveAtTerminal(ctx: TerminalContext, organisationId: number): Promise<Organisation> {
  return asTerminal(ctx, (tx, author) => archiveOrganisationIn(tx, author, organisationId));
}

/**
 * @throws {OrganisationNotFoundError} if the organisation does not exist
 * @throws {OrganisationArchivedError} if its parent is archived
 */
export function restoreAtTerminal(ctx: TerminalContext, organisationId: number): Promise<Organisation> {
  return asTerminal(ctx, (tx, author) => restoreOrganisationIn(tx, author, organisationId));
}

function asTerminal<Value>(
  ctx: TerminalContext,
  work: (tx: Transaction, author: Author) => Promise<Value>,
): Promise<Value> {
  return inTransaction(ctx.pool, (tx) => work(tx, terminalAsAuthor(ctx)));
}
