import type { Conditions } from '../db/reader.ts';
import { builder } from './builder.ts';
import { ProductNode } from './catalogue.ts';
import { allOf, containing, dateOf, given } from './connection.ts';
import { OrderConnection, OrderLineConnection, TermConnection } from './connections.ts';
import { CustomerNode } from './customers.ts';
import { OrderKindEnum, OrderStatusEnum } from './enums.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { ownerOf, whoseId } from './owner.ts';
import { relatedList } from './related.ts';
import { rowSelection } from './row-selection.ts';
import { sortInput } from './sorting.ts';

export const OrderNode = builder.prismaNode('Order', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read, and so never a hash.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    organisation: t.relation('organisation', { description: 'The partner that placed it.' }),
    customer: t.relation('customer', { description: 'For whom it was placed.' }),
    remoteId: t.exposeString('remoteId'),
    kind: t.expose('kind', { type: OrderKindEnum, description: 'What it does.' }),
    status: t.expose('status', { type: OrderStatusEnum }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'The first order of the subscription that it adds to; null for a first order.',
    }),
    lines: relatedList(t, 'lines', { type: OrderLineConnection, description: 'What it buys.' }),
    terms: relatedList(t, 'terms', {
      type: TermConnection,
      description: 'The terms that it bought; none for a change.',
    }),
    description: t.exposeString('description', { nullable: true }),
    crmId: t.exposeString('crmId', { nullable: true }),
    refId: t.exposeString('refId', { nullable: true }),
    activationLimit: t.exposeInt('activationLimit'),
    isDemo: t.exposeBoolean('isDemo'),
    canOverwriteContainer: t.exposeBoolean('canOverwriteContainer'),
    customerRequired: t.exposeBoolean('customerRequired'),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was placed.' }),
  }),
});

builder.prismaNode('OrderLine', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    order: t.relation('order', { description: 'The order that it belongs to.' }),
    subscription: t.relation('subscription', { description: 'The subscription that it opened or added to.' }),
    term: t.relation('term', { description: 'The term that it bought or, in a change, gave more seats.' }),
    product: t.field({
      type: ProductNode,
      description: 'What was ordered.',
      select: (_args, _ctx, nestedSelection) => ({ ratePlan: { select: { product: nestedSelection() } } }),
      resolve: (line) => line.ratePlan.product,
    }),
    quantity: t.exposeInt('quantity'),
  }),
});

const OrderFilter = builder.inputType('OrderFilter', {
  description: 'Which orders. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those for this customer, by its `id`.' }),
    kind: t.field({ type: [OrderKindEnum], description: 'Only those of one of these kinds.' }),
    isArchived: t.boolean({ description: 'Only archived ones or only those that are not.' }),
    isDemo: t.boolean({ description: 'Only those placed to try things out or only the others.' }),
    crmId: t.string({ description: 'Only those of this id in your CRM.' }),
    refId: t.string({ description: 'Only those of this reference of yours.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Only those placed then or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Only those placed before then.' }),
    text: t.string({ description: 'Only those in whose remote id this occurs, in any case.' }),
  }),
});

const OrderSort = sortInput('Order', 'orders', {
  ID: { value: 'id', description: 'The order in which they were placed.' },
  REMOTE_ID: { value: 'remoteId', description: 'Your id of them.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were placed.' },
});

function conditionsOf(filter: typeof OrderFilter.$inferInput | null | undefined) {
  return allOf<Conditions['order']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    given(filter?.kind, (kinds) => ({ kind: { in: kinds } })),
    given(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    given(filter?.isDemo, (isDemo) => ({ isDemo })),
    given(filter?.crmId, (crmId) => ({ crmId })),
    given(filter?.refId, (refId) => ({ refId })),
    given(filter?.createdAfter, (instant) => ({ createdAt: { gte: dateOf(instant) } })),
    given(filter?.createdBefore, (instant) => ({ createdAt: { lt: dateOf(instant) } })),
    given(filter?.text, (text) => ({ remoteId: containing(text) })),
  );
}

builder.queryFields((t) => ({
  order: t.field({
    type: OrderNode,
    nullable: true,
    description: 'The order of this id; null when there is none.',
    args: {
      remoteId: t.arg.string({ required: true, description: 'Your id of the order.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: whoseId,
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
    description: 'The orders of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: OrderFilter, description: 'Which orders.' }),
      orderBy: t.arg({ type: OrderSort, description: 'How they are sorted; as they were placed unless said.' }),
    },
    ...listed('order', conditionsOf),
  }),
}));
