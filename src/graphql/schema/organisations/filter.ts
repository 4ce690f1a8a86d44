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
  description: 'Filter criteria for organisations. An omitted criterion matches all organisations.',
  fields: (t) => ({
    parent: t.globalID({ for: OrganisationNode, description: 'Filters by the `id` of the parent organisation.' }),
    isArchived: t.boolean({
      description: 'Returns only archived organisations (true) or only organisations that are not archived (false).',
    }),
    text: t.string({ description: 'Filters by text that the name contains. Upper and lower case do not matter.' }),
  }),
});

export const OrganisationSort = sortInput('Organisation', 'organisations', {
  ID: { value: 'id', description: 'The order of creation.' },
  NAME: { value: 'name', description: "The organisation's name." },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
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

/** Matches nothing for a parent that the actor cannot see, so that it does not reveal that the parent exists. */
function directlyBelow(parentId: number, actor: Actor): Conditions['organisation'] {
  return mayActFor(actor, parentId) ? { parentId } : anyOf([]);
}
