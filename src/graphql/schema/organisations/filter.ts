import type { Conditions } from '../../../db/reading/reader.ts';
import type { Actor } from '../../../shared/actor.ts';
import { mayActFor } from '../../../shared/actor.ts';
import type { GraphqlContext } from '../../execution/context.ts';
import { builder } from '../builder.ts';
import { allOf, anyOf, containing, ifGiven } from '../connection.ts';
import { numericId } from '../global-id.ts';
import { sortInput } from '../sorting.ts';
import { OrganisationNode } from './type.ts';

export const OrganisationFilter = builder.inputType('OrganisationFilter', {
  description: 'Which organisations. Conditions that are left out hold for all.',
  fields: (t) => ({
    parent: t.globalID({ for: OrganisationNode, description: 'Only those directly below this one, by its `id`.' }),
    isArchived: t.boolean({ description: 'Only archived ones, or only those that are not.' }),
    text: t.string({ description: 'Only those in whose name this occurs, in any case.' }),
  }),
});

export const OrganisationSort = sortInput('Organisation', 'organisations', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

export function organisationConditions(
  filter: typeof OrganisationFilter.$inferInput | null | undefined,
  { useCase: { actor } }: GraphqlContext,
) {
  return allOf<Conditions['organisation']>(
    ifGiven(filter?.parent, (parent) => directlyBelow(numericId(parent), actor)),
    ifGiven(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    ifGiven(filter?.text, (text) => ({ name: containing(text) })),
  );
}

/** Reveals nothing of an organisation that the actor may not see, not even that it is above the actor. */
function directlyBelow(parentId: number, actor: Actor): Conditions['organisation'] {
  return mayActFor(actor, parentId) ? { parentId } : anyOf([]);
}
