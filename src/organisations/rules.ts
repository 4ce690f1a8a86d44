import { type Actor, mayActFor } from '../shared/actor.ts';
import type { Permission } from '../shared/permission.ts';
import { checkPermission, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { OrganisationNotFoundError } from './errors.ts';

/**
 * The organisation whose remote ids and e-mails a request speaks of: the actor's own, unless it names one below. The
 * subtree is never searched, because two partners may well use the same id. Refused is who lacks the permission for
 * what it wants there.
 */
export function owningOrganisation(
  actor: Actor,
  named: number | undefined,
  permission: Permission,
): Result<number, OrganisationNotFoundError | PermissionDeniedError> {
  const permitted = checkPermission(actor, permission);
  if (!permitted.ok) return permitted;
  if (named === undefined) return allowed(actor.organisationId);
  return mayActFor(actor, named) ? allowed(named) : refused(new OrganisationNotFoundError());
}
