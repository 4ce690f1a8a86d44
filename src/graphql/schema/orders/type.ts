import { builder } from '../builder.ts';
import { ProductNode } from '../catalogue/type.ts';
import { OrderLineConnection, TermConnection } from '../connections.ts';
import { OrderKindEnum, OrderStatusEnum } from '../enums.ts';
import { relatedList } from '../related.ts';

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
