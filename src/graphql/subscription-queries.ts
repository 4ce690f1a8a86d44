import type { Conditions } from '../db/reader.ts';
import { havingStatus, havingWindowOpen } from '../orders/subscription-filter.ts';
import { builder } from './builder.ts';
import { allOf, anyOf, containing, dateOf, given } from './connection.ts';
import { SubscriptionConnection } from './connections.ts';
import type { GraphqlContext } from './context.ts';
import { CustomerNode } from './customers.ts';
import { SubscriptionStatusEnum } from './enums.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { ownerOf, whoseId } from './owner.ts';
import { relatedList } from './related.ts';
import { rowSelection } from './row-selection.ts';
import { sortedBy, sortInput } from './sorting.ts';
import { SubscriptionNode } from './subscriptions.ts';

const SubscriptionFilter = builder.inputType('SubscriptionFilter', {
  description: 'Which subscriptions. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those of this customer, by its `id`.' }),
    status: t.field({ type: [SubscriptionStatusEnum], description: 'Only those that are one of these now.' }),
    product: t.stringList({ description: 'Only those to one of these products, by their codes.' }),
    endsAfter: t.field({ type: 'DateTime', description: 'Only those whose last sold term ends then or later.' }),
    endsBefore: t.field({ type: 'DateTime', description: 'Only those whose last sold term ends before then.' }),
    renewalWindowOpen: t.boolean({
      description:
        'Only those that the calendar allows to renew now, expired ones included, or only the others. Holds are not asked.',
    }),
    text: t.string({
      description:
        "Only those in whose customer's name or remote id, or first order's remote id, this occurs, in any case.",
    }),
  }),
});

const SubscriptionSort = sortInput('Subscription', 'subscriptions', {
  ID: { value: 'id', description: 'The order in which they were opened.' },
  FIRST_STARTS_AT: { value: 'firstStartsAt', description: 'When their first term starts.' },
  LAST_ENDS_AT: { value: 'lastEndsAt', description: 'When their last sold term ends.' },
  RENEWAL_OPENS_AT: { value: 'renewalOpensAt', description: 'From when on they can be renewed.' },
});

const sortDescription = 'How they are sorted; in the order of their opening unless said.';

function conditionsOf(filter: typeof SubscriptionFilter.$inferInput | null | undefined, ctx: GraphqlContext) {
  return allOf<Conditions['subscription']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    given(filter?.status, (statuses) => anyOf(statuses.map((status) => havingStatus(status, ctx.now)))),
    given(filter?.product, (codes) => ({ ratePlan: { product: { code: { in: codes } } } })),
    given(filter?.endsAfter, (instant) => ({ lastEndsAt: { gte: dateOf(instant) } })),
    given(filter?.endsBefore, (instant) => ({ lastEndsAt: { lt: dateOf(instant) } })),
    given(filter?.renewalWindowOpen, (isOpen) => havingWindowOpen(isOpen, ctx.now)),
    given(filter?.text, (text) => ({
      OR: [
        { customer: { OR: [{ name: containing(text) }, { remoteId: containing(text) }] } },
        { firstOrder: { remoteId: containing(text) } },
      ],
    })),
  );
}

builder.prismaObjectField(CustomerNode, 'subscriptions', (t) =>
  relatedList(t, 'subscriptions', {
    type: SubscriptionConnection,
    description: 'What it subscribes to and subscribed to.',
    args: {
      filter: t.arg({ type: SubscriptionFilter, description: 'Which subscriptions.' }),
      orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
    },
    where: ({ filter }, ctx) => conditionsOf(filter, ctx),
    orderBy: ({ orderBy }) => sortedBy(orderBy),
  }),
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
  subscriptions: t.field({
    type: SubscriptionConnection,
    description: 'The subscriptions of the customers of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: SubscriptionFilter, description: 'Which subscriptions.' }),
      orderBy: t.arg({ type: SubscriptionSort, description: sortDescription }),
    },
    ...listed('subscription', conditionsOf),
  }),
}));
