import { orderDetails } from '../../../orders/details.ts';
import { builder } from '../builder.ts';
import { ProductNode } from '../catalogue/type.ts';
import { OrderLineConnection, TermConnection } from '../connections.ts';
import { memberColumns } from '../member-fields.ts';
import { relatedList } from '../related.ts';
import { OrderKindEnum, OrderStatusEnum } from './enums.ts';

export const OrderNode = builder.prismaNode('Order', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read, never the fingerprint of the request.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that placed the order.' }),
    customer: t.relation('customer', { description: 'The customer that the order is for.' }),
    remoteId: t.exposeString('remoteId'),
    kind: t.expose('kind', {
      type: OrderKindEnum,
      description: 'The kind of order: a first order, a renewal or a change.',
    }),
    status: t.expose('status', { type: OrderStatusEnum }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'The first order of the subscription that this order renews or changes. Null for a first order.',
    }),
    lines: relatedList(t, 'lines', { type: OrderLineConnection, description: "The order's lines, oldest first." }),
    terms: relatedList(t, 'terms', {
      type: TermConnection,
      description: 'The terms that the order bought. Empty for a change of seats.',
    }),
    ...memberColumns(t, orderDetails),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the order was placed.',
    }),
  }),
});

builder.prismaNode('OrderLine', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    order: t.relation('order', { description: 'The order that the line belongs to.' }),
    subscription: t.relation('subscription', {
      description: 'The subscription that the line opened, renewed or changed.',
    }),
    term: t.relation('term', {
      description: 'The term that the line bought. For a change of seats, the term that received the seats.',
    }),
    product: t.field({
      type: ProductNode,
      description: 'The product that was ordered.',
      select: (_args, _ctx, nestedSelection) => ({ ratePlan: { select: { product: nestedSelection() } } }),
      resolve: (line) => line.ratePlan.product,
    }),
    quantity: t.exposeInt('quantity'),
  }),
});
