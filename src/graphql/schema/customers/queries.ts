import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { CustomerConnection } from '../connections.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf, ownerOfRemoteId } from '../owner.ts';
import { CustomerFilter, CustomerSort, customerConditions } from './filter.ts';
import { CustomerNode } from './type.ts';

builder.queryFields((t) => ({
  customer: t.field({
    type: CustomerNode,
    nullable: true,
    description: 'The customer with this remote id. Returns null if there is no such customer.',
    args: {
      remoteId: t.arg.string({ required: true, description: 'Your remote id of the customer.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: ownerOfRemoteId,
      }),
    },
    resolve: (_root, { remoteId, organisation }, ctx, info) =>
      ctx.reader.customer.findUnique({
        ...rowSelection(ctx, info),
        where: { organisationId_remoteId: { organisationId: ownerOf(ctx, organisation), remoteId } },
      }),
  }),
  customers: t.field({
    type: CustomerConnection,
    description: 'The customers of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: CustomerFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: CustomerSort,
        description: 'The sort order. The default is the order of creation.',
      }),
    },
    ...listed('customer', customerConditions),
  }),
}));
