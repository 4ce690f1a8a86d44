import type { GraphqlContext } from '../execution/context.ts';
import { numericId } from './global-id.ts';

/** Returns our id of the organisation in an argument. A later check refuses one that is not below the actor. */
export function namedOrganisation(organisation: { readonly id: string } | null | undefined): number | undefined {
  return organisation ? numericId(organisation) : undefined;
}

/** The description of an argument that names the owner of a remote id. */
export const ownerOfRemoteId =
  'The `id` of the organisation that owns the remote id. It is your organisation or a descendant of it. The default is your organisation.';

/** Returns the organisation whose remote ids a read uses: the named one, or the actor's own. */
export function ownerOf(ctx: GraphqlContext, organisation: { readonly id: string } | null | undefined): number {
  return namedOrganisation(organisation) ?? ctx.useCase.actor.organisationId;
}
