import { z } from 'zod';
import { orderDetails } from '../../orders/details.ts';
import { listCustomerOrders } from '../../orders/list-customer-orders.ts';
import type { ListedOrder, OrderKind, OrderStage } from '../../orders/types.ts';
import { namesOf } from '../../shared/members.ts';
import { inDocumentOrder } from '../document-order.ts';
import { oneOf } from '../parameters.ts';
import { route } from '../route.ts';
import { ById } from './customers.ts';
import { anyOf, paging, toPage } from './parameters.ts';
import { seconds } from './seconds.ts';

const stages = { 0: 'DRAFT', 1: 'SUBMITTED', 2: 'REVOKED' } as const;
const statusOf = { DRAFT: 0, SUBMITTED: 1, REVOKED: 2 } as const satisfies Record<OrderStage, number>;
const schemas = { text: z.string(), count: z.int(), flag: z.boolean() };
const typeOf = { FIRST: 0, RENEWAL: 1, CHANGE: 2 } as const satisfies Record<OrderKind, number>;

/** Responses write the names of details in lower case, and missing texts as empty. */
const details = Object.fromEntries(
  namesOf(orderDetails).map((name) => {
    const { type, description } = orderDetails[name];
    return [name.toLowerCase(), schemas[type].describe(description)];
  }),
);

/** The members in the order of the documentation. */
const documented = [
  ...['_id', 'activationbirthdate', 'activationdeathdate', 'activationlimit', 'archivationdate', 'archived'],
  ...['canoverwritecontainer', 'customerrequired', 'date', 'description', 'isdemo', 'number', 'quantity', 'status'],
  ...['submitdate', 'type'],
];

const Order = z
  .object(
    inDocumentOrder(documented, {
      _id: z.int().describe('The id of the order.'),
      activationbirthdate: z
        .int()
        .min(0)
        .describe(
          'The start of the term that the order bought, in Unix seconds; for a voided term, the time at which it was voided.',
        ),
      activationdeathdate: z
        .int()
        .min(0)
        .describe('The end of that term, in Unix seconds; for a voided term, the time at which it was voided.'),
      archivationdate: z
        .int()
        .min(0)
        .describe('The time of archiving, in Unix seconds; 0 if the order is not archived.'),
      archived: z.boolean().describe('Whether the order is archived.'),
      date: z.int().min(0).describe('The time at which the order was placed, in Unix seconds.'),
      number: z.int().describe('The number of the order. Numbers increase in the sequence in which orders are placed.'),
      quantity: z.int().describe('The number of seats that the order buys.'),
      status: z
        .literal([0, 1, 2])
        .describe(
          'The status: 0 for draft, 1 for submitted, 2 for revoked. An order is revoked when its subscription is cancelled.',
        ),
      submitdate: z.int().min(0).describe('The time at which the order was submitted, in Unix seconds; 0 for a draft.'),
      type: z
        .literal([0, 1, 2])
        .describe('The kind of order: 0 for a first order, 1 for a renewal, 2 for additional seats.'),
      ...details,
    }),
  )
  .meta({
    id: 'Order',
    description: 'An order for a customer. Unknown values are empty or 0.',
    examples: [
      {
        _id: 10096,
        activationbirthdate: 1_538_463_338,
        activationdeathdate: 1_541_141_738,
        activationlimit: 1,
        archivationdate: 0,
        archived: false,
        canoverwritecontainer: false,
        customerrequired: true,
        date: 1_538_463_338,
        description: 'For the branch office',
        isdemo: false,
        number: 10096,
        quantity: 10,
        status: 1,
        submitdate: 1_538_463_338,
        type: 0,
        crmid: '',
        refid: '',
      },
    ],
  });

const WrappedOrders = z.object({ orders: z.array(Order).describe('The orders of this page.') });

/** Contract: licensing C6. */
function toOrder(order: ListedOrder): z.output<typeof Order> {
  return inDocumentOrder(documented, {
    _id: order.id,
    // A voided term never starts, and 0 would mean that it never ends.
    activationbirthdate: seconds(order.voidedAt ?? order.startsAt),
    activationdeathdate: seconds(order.voidedAt ?? order.endsAt),
    archivationdate: seconds(order.archivedAt),
    archived: order.archivedAt !== null,
    date: seconds(order.createdAt),
    number: order.id,
    quantity: order.quantity,
    status: statusOf[order.stage],
    // An order is submitted when it is placed.
    submitdate: seconds(order.stage === 'DRAFT' ? null : order.createdAt),
    type: typeOf[order.kind],
    ...Object.fromEntries(namesOf(orderDetails).map((name) => [name.toLowerCase(), order[name] ?? ''])),
  });
}

const OrderQuery = z.object({
  sortby: oneOf(['number', 'submitdate'], 'number', {
    description: 'The sort order. Older orders come first among equals.',
    example: 'submitdate',
  }),
  ...paging,
  status: anyOf(stages, {
    description:
      'Returns only orders with one of these statuses, separated by commas: 0 for draft, 1 for submitted, 2 for revoked.',
    example: '0,1',
  }),
});

const sortings = { number: 'ID', submitdate: 'CREATED_AT' } as const;

export const orderRoutes = [
  route({
    method: 'GET',
    path: '/customers/{id}/orders',
    operationId: 'listCustomerOrders',
    tag: 'Orders',
    summary: 'List the orders of a customer',
    description: 'Returns all orders for a customer of your organisation: first orders, renewals and additional seats.',
    takes: ['customer:view', 'order:view'],
    parameters: ById,
    query: OrderQuery,
    answer: WrappedOrders,
    call: async (ctx, { parameters: { id }, query: { sortby, status, ...page } }) => {
      const orders = await listCustomerOrders(ctx, {
        customer: id,
        stages: status,
        sortBy: sortings[sortby],
        ...toPage(page),
      });
      return { body: { orders: orders.map(toOrder) } };
    },
  }),
];
