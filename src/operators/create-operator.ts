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
 * Creates an operator of an organisation, with roles and notifications. The operator is active by default. An e-mail
 * address in use is refused, even for a repeated request, because this verb has no id that identifies a retry. No
 * notification is sent. Contract: hub B7.
 *
 * @throws {NotWhileEmulatingError} if `twoFactor` or `mustResetPassword` is given during emulation
 * @throws {PermissionDeniedError} if the actor lacks `operator:manage`, or a permission that the operator would have
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrganisationArchivedError} if the organisation is archived
 * @throws {OperatorEmailTakenError} if the organisation has an operator with this e-mail address, ignoring case
 * @throws {RoleNotFoundError} if a role does not belong to the organisation
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

function newProfile({ organisation: _, ...input }: CreateOperatorInput, organisationTimeZone: string): OperatorProfile {
  return {
    ...withNulls(input, namesOf(operatorProfile)),
    name: input.name,
    email: input.email,
    isAdmin: input.isAdmin ?? false,
    twoFactor: input.twoFactor ?? false,
    isActive: input.isActive ?? true,
    isVerified: input.isVerified ?? false,
    mustResetPassword: input.mustResetPassword ?? false,
    language: input.language ?? 'en',
    timeZone: input.timeZone ?? organisationTimeZone,
    timeoutSeconds: input.timeoutSeconds ?? 86400,
    roles: input.roles ?? [],
    notifications: input.notifications ?? [],
  };
}
