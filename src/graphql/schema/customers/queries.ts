import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { CustomerConnection } from '../connections.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf, whoseId } from '../owner.ts';
import { CustomerFilter, CustomerSort, customerConditions } from './filter.ts';
import { CustomerNode } from './type.ts';

builder.queryFields((t) => ({
  customer: t.field({
    type: CustomerNode,
    nullable: true,
    description: 'The customer of this id; null when there is none.',
    args: {
      remoteId: t.arg.string({ required: true, description: 'Your id of the customer.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: whoseId,
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
    description: 'The customers of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: CustomerFilter, description: 'Which customers.' }),
      orderBy: t.arg({
        type: CustomerSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('customer', customerConditions),
  }),
}));
