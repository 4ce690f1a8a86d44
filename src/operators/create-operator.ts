import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { organisationOrOwn } from '../shared/input.ts';
import { namesOf, withNulls } from '../shared/members.ts';
import { checkOwnName } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { OperatorEmailTakenError } from './errors.ts';
import { NewProfile } from './input.ts';
import { lockOwner } from './lock-owner.ts';
import { statesOf } from './plans.ts';
import { operatorProfile } from './profile.ts';
import { insertOperator } from './repository.ts';
import { shareRoles } from './role-repository.ts';
import { checkCanGrant, checkRolesFound, mayDo, touchesCredentials } from './rules.ts';
import type { OperatorProfile } from './types.ts';

export const CreateOperatorInput = z.object({ organisation: organisationOrOwn, ...NewProfile });
export type CreateOperatorInput = z.output<typeof CreateOperatorInput>;

/**
 * Creates an operator of the organisation, active, with the roles and notifications that it is given. An e-mail that is
 * in use there is refused, also to the very same request: this verb has no id by which a retry could be recognised.
 * Contract: hub B7. Nobody is notified.
 *
 * @throws {NotWhileEmulatingError} when `twoFactor` or `mustResetPassword` is given on behalf of somebody else
 * @throws {PermissionDeniedError} when the actor lacks `operator:manage`, or anything that the operator could do
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} when it is archived
 * @throws {OperatorEmailTakenError} when the organisation has an operator of this e-mail, whatever its case
 * @throws {RoleNotFoundError} when a role is not one of the organisation's
 */
export async function createOperator(ctx: UseCaseContext, input: CreateOperatorInput): Promise<{ id: number }> {
  if (touchesCredentials(input)) orThrow(checkOwnName(ctx.actor));
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'operator:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const { organisation, moment } = await lockOwner(tx, ctx, organisationId);
    orThrow(checkOpen(organisation));
    const profile = newProfile(input, organisation.timeZone);
    const roles = await shareRoles(tx, organisationId, profile.roles);
    orThrow(checkRolesFound(profile.roles, roles));
    orThrow(checkCanGrant(ctx.actor, [], mayDo(profile, roles)));
    const id = await insertOperator(tx, organisationId, profile, moment.now);
    if (id === undefined) throw new OperatorEmailTakenError();
    recordEvent(tx, ctx, moment, {
      verb: 'createOperator',
      organisationId,
      subjectType: 'OPERATOR',
      subjectId: id,
      before: null,
      after: statesOf(profile),
    });
    return { id };
  });
}

function newProfile({ organisation: _, ...given }: CreateOperatorInput, organisationTimeZone: string): OperatorProfile {
  return {
    ...withNulls(given, namesOf(operatorProfile)),
    name: given.name,
    email: given.email,
    isAdmin: given.isAdmin ?? false,
    twoFactor: given.twoFactor ?? false,
    isActive: given.isActive ?? true,
    isVerified: given.isVerified ?? false,
    mustResetPassword: given.mustResetPassword ?? false,
    language: given.language ?? 'en',
    timeZone: given.timeZone ?? organisationTimeZone,
    timeoutSeconds: given.timeoutSeconds ?? 86400,
    roles: given.roles ?? [],
    notifications: given.notifications ?? [],
  };
}
