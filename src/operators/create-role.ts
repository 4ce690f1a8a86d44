import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { organisationOrOwn, text } from '../shared/input.ts';
import { checkGrant } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { RoleNameTakenError } from './errors.ts';
import { permissionList } from './input.ts';
import { lockOwner } from './lock-owner.ts';
import { insertRole } from './role-repository.ts';

export const CreateRoleInput = z.object({
  organisation: organisationOrOwn,
  name: text(255, 'NAME'),
  permissions: permissionList,
});
export type CreateRoleInput = z.output<typeof CreateRoleInput>;

/**
 * Creates a custom role of an organisation. A name in use is refused, even for a repeated request, because this verb
 * has no id that identifies a retry.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:manage`, or one of the permissions
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if the organisation is archived
 * @throws {RoleNameTakenError} if the organisation has a role with this name
 */
export async function createRole(ctx: UseCaseContext, input: CreateRoleInput): Promise<{ id: number }> {
  const { name, permissions } = input;
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'operator:manage'));
  orThrow(checkGrant(ctx.actor, permissions));
  return inTransaction(ctx.pool, async (tx) => {
    const { organisation, moment } = await lockOwner(tx, ctx, organisationId);
    orThrow(checkOpen(organisation));
    const id = await insertRole(tx, { organisationId, name, permissions }, moment.now);
    if (id === undefined) throw new RoleNameTakenError();
    recordEvent(tx, ctx, moment, {
      verb: 'createRole',
      organisationId,
      subjectType: 'ROLE',
      subjectId: id,
      before: null,
      after: { permissions },
    });
    return { id };
  });
}
