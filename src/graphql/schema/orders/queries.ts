import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { OrderConnection } from '../connections.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf, ownerOfRemoteId } from '../owner.ts';
import { OrderFilter, OrderSort, orderConditions } from './filter.ts';
import { OrderNode } from './type.ts';

builder.queryFields((t) => ({
  order: t.field({
    type: OrderNode,
    nullable: true,
    description: 'The order with this remote id. Returns null if there is no such order.',
    args: {
      remoteId: t.arg.string({ required: true, description: 'Your remote id of the order.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: ownerOfRemoteId,
      }),
    },
    resolve: (_root, { remoteId, organisation }, ctx, info) =>
      ctx.reader.order.findUnique({
        ...rowSelection(ctx, info),
        where: { organisationId_remoteId: { organisationId: ownerOf(ctx, organisation), remoteId } },
      }),
  }),
  orders: t.field({
    type: OrderConnection,
    description: 'The orders of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OrderFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({ type: OrderSort, description: 'The sort order. The default is the order of creation.' }),
    },
    ...listed('order', orderConditions),
  }),
}));
