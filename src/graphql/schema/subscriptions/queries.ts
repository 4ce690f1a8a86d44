import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { SubscriptionConnection } from '../connections.ts';
import { CustomerNode } from '../customers/type.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { ownerOf, ownerOfRemoteId } from '../owner.ts';
import { relatedList } from '../related.ts';
import { sortedBy } from '../sorting.ts';
import { SubscriptionFilter, SubscriptionSort, sortDescription, subscriptionConditions } from './filter.ts';
import { SubscriptionNode } from './type.ts';

builder.prismaObjectField(CustomerNode, 'subscriptions', (t) =>
  relatedList(t, 'subscriptions', {
    type: SubscriptionConnection,
    description: "The customer's subscriptions, including cancelled and expired ones.",
    args: {
      filter: t.arg({ type: SubscriptionFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
    },
    where: ({ filter }, ctx) => subscriptionConditions(filter, ctx),
    orderBy: ({ orderBy }) => sortedBy(orderBy),
  }),
);

builder.queryFields((t) => ({
  subscription: t.field({
    type: SubscriptionNode,
    nullable: true,
    description: 'The subscription that this first order opened. Returns null if there is no such subscription.',
    args: {
      firstOrder: t.arg.string({ required: true, description: 'Your remote id of the first order.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: ownerOfRemoteId,
      }),
    },
    resolve: (_root, { firstOrder, organisation }, ctx, info) =>
      ctx.reader.subscription.findFirst({
        ...rowSelection(ctx, info),
        where: { organisationId: ownerOf(ctx, organisation), firstOrder: { remoteId: firstOrder } },
      }),
  }),
  subscriptions: t.field({
    type: SubscriptionConnection,
    description: 'The subscriptions of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: SubscriptionFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
    },
    ...listed('subscription', subscriptionConditions),
  }),
}));
