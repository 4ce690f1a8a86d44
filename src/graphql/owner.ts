import type { GraphqlContext } from './context.ts';
import { numericId } from './global-id.ts';

/** The organisation that an argument names, by our id. What is not below the actor is refused later on. */
export function namedOrganisation(organisation: { readonly id: string } | null | undefined): number | undefined {
  return organisation ? numericId(organisation) : undefined;
}

/** The organisation whose remote ids a read speaks of: the named one, else the actor's own. */
export function ownerOf(ctx: GraphqlContext, organisation: { readonly id: string } | null | undefined): number {
  return namedOrganisation(organisation) ?? ctx.useCase.actor.organisationId;
}
