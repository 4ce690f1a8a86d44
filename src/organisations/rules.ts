import { type Actor, mayActFor } from '../shared/actor.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { OrganisationNotFoundError } from './errors.ts';

/**
 * The organisation whose remote ids and e-mails a request speaks of: the actor's own, unless it names one below. The
 * subtree is never searched, because two partners may well use the same id.
 */
export function owningOrganisation(actor: Actor, named: number | undefined): Result<number, OrganisationNotFoundError> {
  if (named === undefined) return allowed(actor.organisationId);
  return mayActFor(actor, named) ? allowed(named) : refused(new OrganisationNotFoundError());
}
