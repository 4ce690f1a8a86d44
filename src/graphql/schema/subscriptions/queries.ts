import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { connection } from '../connection.ts';
import { SubscriptionConnection } from '../connections.ts';
import { CustomerNode } from '../customers/type.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf, whoseId } from '../owner.ts';
import { sortedBy } from '../sorting.ts';
import { conditionsOf, SubscriptionFilter, SubscriptionSort, sortDescription } from './filter.ts';
import { SubscriptionNode } from './type.ts';

builder.prismaObjectField(CustomerNode, 'subscriptions', (t) =>
  t.relatedConnection(
    'subscriptions',
    {
      ...connection,
      totalCount: true,
      description: 'What it subscribes to and subscribed to.',
      args: {
        filter: t.arg({ type: SubscriptionFilter, description: 'Which subscriptions.' }),
        orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
      },
      query: ({ filter, orderBy }, ctx) => ({ where: conditionsOf(filter, ctx), orderBy: sortedBy(orderBy) }),
    },
    SubscriptionConnection,
  ),
);

builder.queryFields((t) => ({
  subscription: t.field({
    type: SubscriptionNode,
    nullable: true,
    description: 'The subscription that this first order opened; null when there is none.',
    args: {
      firstOrder: t.arg.string({ required: true, description: 'Your id of the first order.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: whoseId,
      }),
    },
    resolve: (_root, { firstOrder, organisation }, ctx, info) =>
      ctx.reader.subscription.findFirst({
        ...rowSelection(ctx, info),
        where: { organisationId: ownerOf(ctx, organisation), firstOrder: { remoteId: firstOrder } },
      }),
  }),
  subscriptions: t.prismaConnection(
    {
      ...connection,
      type: SubscriptionNode,
      description: 'The subscriptions of the customers of your organisation and of those below it.',
      args: {
        filter: t.arg({ type: SubscriptionFilter, description: 'Which subscriptions.' }),
        orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
      },
      ...listed('subscription', conditionsOf),
    },
    SubscriptionConnection,
  ),
}));
