import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { OrganisationConnection } from '../connections.ts';
import { numericId } from '../global-id.ts';
import { listed } from '../listed.ts';
import { OrganisationFilter, OrganisationSort, organisationConditions } from './filter.ts';
import { OrganisationNode } from './type.ts';

// An id that matches no row. Pothos requires a resolver to use its query even if there is nothing to read.
const nothing = 0;

builder.prismaObjectField(OrganisationNode, 'parent', (t) =>
  t.prismaField({
    type: OrganisationNode,
    nullable: true,
    description: 'The parent organisation. Null if the parent is not your organisation or a descendant of it.',
    select: { parentId: true },
    resolve: (query, { parentId: id }, _args, { reader }) =>
      reader.organisation.findUnique({ ...query, where: { id: id ?? nothing } }),
  }),
);

builder.queryFields((t) => ({
  organisation: t.field({
    type: OrganisationNode,
    nullable: true,
    description:
      'The organisation with this `id`: your organisation or a descendant of it. Returns null if there is no such organisation.',
    args: {
      id: t.arg.globalID({ for: OrganisationNode, required: true, description: 'The `id` of the organisation.' }),
    },
    resolve: (_root, { id }, ctx, info) =>
      ctx.reader.organisation.findUnique({ ...rowSelection(ctx, info), where: { id: numericId(id) } }),
  }),
  organisations: t.field({
    type: OrganisationConnection,
    description: 'Your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OrganisationFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: OrganisationSort,
        description: 'The sort order. The default is the order of creation.',
      }),
    },
    ...listed('organisation', organisationConditions),
  }),
}));
