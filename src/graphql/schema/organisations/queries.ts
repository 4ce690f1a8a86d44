import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { OrganisationConnection } from '../connections.ts';
import { numericId } from '../global-id.ts';
import { listed } from '../listed.ts';
import { OrganisationFilter, OrganisationSort, organisationConditions } from './filter.ts';
import { OrganisationNode } from './type.ts';

// A resolver has to use what it is given to read with, also where there is nothing to read: this id matches no row.
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
    ...listed('organisation', organisationConditions),
  }),
}));
