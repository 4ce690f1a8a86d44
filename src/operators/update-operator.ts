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
  /** The organisation to which the operator moves. */
  organisation: organisationOrOwn,
  ...ChangedProfile,
});
export type UpdateOperatorInput = z.output<typeof UpdateOperatorInput>;

/** The side effects of an update. */
export interface UpdatedOperator {
  readonly id: number;
  /** The roles and notifications that a change of organisation removed. */
  readonly resetRoles: readonly number[];
  readonly resetNotifications: readonly Notification[];
  /** The API clients that a change of organisation revoked, because their secrets are known at the former one. */
  readonly revokedClients: readonly number[];
}

/**
 * Changes the given members of an operator. Given `roles` and `notifications` replace the existing ones. A change of
 * organisation first removes roles, notifications and API clients, then applies the other changes. If nothing would
 * change, nothing is written. Contract: hub B8.
 *
 * @throws {NotWhileEmulatingError} if the operator is moved, or `twoFactor` or `mustResetPassword` is given, during
 * emulation
 * @throws {PermissionDeniedError} if the actor lacks `operator:manage`, or a permission of the operator before or after
 * the change
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if the operator would move to an archived organisation
 * @throws {OperatorNotFoundError} if there is no such operator at or below the actor's organisation
 * @throws {OwnRightsError} if an operator would change its own permissions
 * @throws {OperatorEmailTakenError} if the organisation has another operator with this e-mail address, ignoring case
 * @throws {RoleNotFoundError} if a role does not belong to the organisation
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
    // Credentials use real time, even in a sandbox.
    const revokedClients = isMove ? await revokeClientsOf(tx, after, wholeSecond(moment.recordedAt)) : [];
    await recordUpdate(tx, ctx, moment, operator, update, revokedClients);
    return { id, resetRoles, resetNotifications, revokedClients };
  });
}

/** Checks that the roles exist, and that the actor may grant the permissions before and after the change. */
async function checkCanGrantIn(
  tx: Transaction,
  { actor }: UseCaseContext,
  operator: KnownOperator,
  { after }: OperatorUpdate,
): Promise<void> {
  const held = await shareRoles(tx, operator.organisationId, operator.roles);
  const assigned = await shareRoles(tx, after.organisationId, after.roles);
  orThrow(checkRolesFound(after.roles, assigned));
  orThrow(checkCanGrant(actor, mayDo(operator, held), mayDo(after, assigned)));
}

/** Checks that the organisation is not archived and that the e-mail address is not taken. */
async function checkOwner(tx: Transaction, ctx: UseCaseContext, { after, isMove }: OperatorUpdate): Promise<void> {
  const { organisation } = await lockOwner(tx, ctx, after.organisationId);
  if (isMove) orThrow(checkOpen(organisation));
  if (await isEmailTaken(tx, after.organisationId, after.email, after.id)) throw new OperatorEmailTakenError();
}
