import type { GraphqlContext } from '../execution/context.ts';
import { numericId } from './global-id.ts';

/** The organisation that an argument names, by our id. What is not below the actor is refused later on. */
export function namedOrganisation(organisation: { readonly id: string } | null | undefined): number | undefined {
  return organisation ? numericId(organisation) : undefined;
}

/** What the argument of a read that names the owner of a remote id is for. */
export const whoseId =
  'The `id` of the organisation that owns the remote id. It is your organisation or a descendant of it. The default is your organisation.';

/** The organisation whose remote ids a read speaks of: the named one, else the actor's own. */
export function ownerOf(ctx: GraphqlContext, organisation: { readonly id: string } | null | undefined): number {
  return namedOrganisation(organisation) ?? ctx.useCase.actor.organisationId;
}
