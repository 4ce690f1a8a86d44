import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { isStillAbove } from '../organisations/tree-lock.ts';
import { wholeSecond } from '../shared/clock.ts';
import { organisationOrOwn, ourId } from '../shared/input.ts';
import { checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { OperatorEmailTakenError, OperatorNotFoundError } from './errors.ts';
import { ChangedProfile } from './input.ts';
import { lockOwner } from './lock-owner.ts';
import { type OperatorUpdate, planUpdate } from './plans.ts';
import { recordUpdate } from './record-update.ts';
import { isEmailTaken, lockOperator, revokeClientsOf, updateOperatorRow } from './repository.ts';
import { shareRoles } from './role-repository.ts';
import {
  checkCanGrant,
  checkNotOwnRights,
  checkRolesFound,
  mayDo,
  touchesCredentials,
  touchesRights,
} from './rules.ts';
import type { KnownOperator, Notification } from './types.ts';

export const UpdateOperatorInput = z.object({
  operator: ourId,
  /** The organisation that it is to belong to from now on. */
  organisation: organisationOrOwn,
  ...ChangedProfile,
});
export type UpdateOperatorInput = z.output<typeof UpdateOperatorInput>;

/** What came of an update, besides what was asked for. */
export interface UpdatedOperator {
  readonly id: number;
  /** The roles and notifications that it lost because it changed its organisation. */
  readonly resetRoles: readonly number[];
  readonly resetNotifications: readonly Notification[];
  /** The API clients that were revoked because it changed its organisation: their secrets are known at the old one. */
  readonly revokedClients: readonly number[];
}

/**
 * Changes what is supplied of an operator and leaves the rest; given `roles` and `notifications` replace all that it
 * had. A change of its organisation takes its roles, notifications and API clients away, and then gives what is
 * supplied. Where everything is as asked already, nothing is written. Contract: hub B8.
 *
 * @throws {NotWhileEmulatingError} when it is moved, or `twoFactor` or `mustResetPassword` given, on somebody's behalf
 * @throws {PermissionDeniedError} when the actor lacks `operator:manage`, or anything that the operator can or could do
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} when it would be moved to an archived organisation
 * @throws {OperatorNotFoundError} when there is no such operator at or below the actor's organisation
 * @throws {OwnRightsError} when an operator would change what it may do itself
 * @throws {OperatorEmailTakenError} when the organisation has another operator of this e-mail, whatever its case
 * @throws {RoleNotFoundError} when a role is not one of the organisation's
 */
export async function updateOperator(ctx: UseCaseContext, input: UpdateOperatorInput): Promise<UpdatedOperator> {
  orThrow(owningOrganisation(ctx.actor, input.organisation, 'operator:manage'));
  if (touchesCredentials(input)) orThrow(checkOwnName(ctx.actor));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockOperator(tx, ctx, input.operator);
    if (locked === undefined) throw new OperatorNotFoundError();
    const { operator, moment } = locked;
    if (!(await isStillAbove(tx, ctx.actor, operator.organisationId))) throw new OperatorNotFoundError();
    const { operator: id, ...changes } = input;
    const update = planUpdate(operator, changes);
    const { changed, after, isMove, resetRoles, resetNotifications } = update;
    if (isMove) orThrow(checkOwnName(ctx.actor));
    if (touchesRights(changed)) orThrow(checkNotOwnRights(ctx.actor, [id]));
    if (isMove || changed.includes('email')) await checkOwner(tx, ctx, update);
    await checkCanGrantIn(tx, ctx, operator, update);
    if (changed.length === 0) return { id, resetRoles, resetNotifications, revokedClients: [] };
    await updateOperatorRow(tx, after, moment.now);
    // Credentials live in real time, in a sandbox too.
    const revokedClients = isMove ? await revokeClientsOf(tx, after, wholeSecond(moment.recordedAt)) : [];
    await recordUpdate(tx, ctx, moment, operator, update, revokedClients);
    return { id, resetRoles, resetNotifications, revokedClients };
  });
}

/** Whether the roles exist, and whether the actor could give what the operator can do, before and afterwards. */
async function checkCanGrantIn(
  tx: Transaction,
  { actor }: UseCaseContext,
  operator: KnownOperator,
  { after }: OperatorUpdate,
): Promise<void> {
  const held = await shareRoles(tx, operator.organisationId, operator.roles);
  const wanted = await shareRoles(tx, after.organisationId, after.roles);
  orThrow(checkRolesFound(after.roles, wanted));
  orThrow(checkCanGrant(actor, mayDo(operator, held), mayDo(after, wanted)));
}

/** Whether the organisation takes the operator, with its e-mail. */
async function checkOwner(tx: Transaction, ctx: UseCaseContext, { after, isMove }: OperatorUpdate): Promise<void> {
  const { organisation } = await lockOwner(tx, ctx, after.organisationId);
  if (isMove) orThrow(checkOpen(organisation));
  if (await isEmailTaken(tx, after.organisationId, after.email, after.id)) throw new OperatorEmailTakenError();
}
