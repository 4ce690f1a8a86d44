import type { Conditions } from '../db/reader.ts';
import { type Actor, mayActFor } from '../shared/actor.ts';
import { builder } from './builder.ts';
import { allOf, anyOf, containing, given } from './connection.ts';
import { OrganisationConnection } from './connections.ts';
import type { GraphqlContext } from './context.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { rowSelection } from './row-selection.ts';
import { sortInput } from './sorting.ts';

// The id of nothing: what a resolver is given to read with has to be used, also where there is nothing to read.
const nothing = 0;

builder.prismaObjectField(OrganisationNode, 'parent', (t) =>
  t.prismaField({
    type: OrganisationNode,
    nullable: true,
    description: 'The organisation directly above it; null where that is not at or below yours.',
    select: { parentId: true },
    resolve: (query, { parentId: id }, _args, { reader }) =>
      reader.organisation.findUnique({ ...query, where: { id: id ?? nothing } }),
  }),
);

const OrganisationFilter = builder.inputType('OrganisationFilter', {
  description: 'Which organisations. Conditions that are left out hold for all.',
  fields: (t) => ({
    parent: t.globalID({ for: OrganisationNode, description: 'Only those directly below this one, by its `id`.' }),
    isArchived: t.boolean({ description: 'Only archived ones, or only those that are not.' }),
    text: t.string({ description: 'Only those in whose name this occurs, in any case.' }),
  }),
});

const OrganisationSort = sortInput('Organisation', 'organisations', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

function conditionsOf(
  filter: typeof OrganisationFilter.$inferInput | null | undefined,
  { useCase: { actor } }: GraphqlContext,
) {
  return allOf<Conditions['organisation']>(
    given(filter?.parent, (parent) => directlyBelow(numericId(parent), actor)),
    given(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    given(filter?.text, (text) => ({ name: containing(text) })),
  );
}

/** Of one that is not the actor's to see nothing is told, not even that it is above the actor. */
function directlyBelow(parentId: number, actor: Actor): Conditions['organisation'] {
  return mayActFor(actor, parentId) ? { parentId } : anyOf([]);
}

builder.queryFields((t) => ({
  organisation: t.field({
    type: OrganisationNode,
    nullable: true,
    description: 'The organisation of this id, yours or one below it; null when there is none.',
    args: { id: t.arg.globalID({ for: OrganisationNode, required: true, description: 'Its `id`.' }) },
    resolve: (_root, { id }, ctx, info) =>
      ctx.reader.organisation.findUnique({ ...rowSelection(ctx, info), where: { id: numericId(id) } }),
  }),
  organisations: t.field({
    type: OrganisationConnection,
    description: 'Your organisation and all that are below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OrganisationFilter, description: 'Which organisations.' }),
      orderBy: t.arg({
        type: OrganisationSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('organisation', conditionsOf),
  }),
}));
