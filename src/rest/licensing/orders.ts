import { z } from 'zod';
import { listCustomerOrders } from '../../orders/list-customer-orders.ts';
import type { ListedOrder, OrderKind, OrderStage } from '../../orders/types.ts';
import { oneOf } from '../parameters.ts';
import { route } from '../route.ts';
import { ById } from './customers.ts';
import { anyOf, paging, toPage } from './parameters.ts';
import { seconds } from './seconds.ts';

const stages = { 0: 'DRAFT', 1: 'SUBMITTED', 2: 'REVOKED' } as const;
const statusOf = { DRAFT: 0, SUBMITTED: 1, REVOKED: 2 } as const satisfies Record<OrderStage, number>;
const typeOf = { FIRST: 0, RENEWAL: 1, CHANGE: 2 } as const satisfies Record<OrderKind, number>;

const Order = z
  .object({
    _id: z.int().describe('Its id.'),
    activationbirthdate: z
      .int()
      .min(0)
      .describe('When the term that it bought starts, in Unix seconds. Of a term that was voided: when that was.'),
    activationdeathdate: z
      .int()
      .min(0)
      .describe('When that term ends, in Unix seconds. Of a term that was voided: when that was.'),
    activationlimit: z.int().describe('How often each of its serial numbers may be activated.'),
    archivationdate: z.int().min(0).describe('Since when it is archived, in Unix seconds; 0 if it is not.'),
    archived: z.boolean().describe('Whether it is archived.'),
    canoverwritecontainer: z.boolean().describe('Whether activating it may replace what is in a container already.'),
    customerrequired: z.boolean().describe('Whether activating it takes knowing its customer.'),
    date: z.int().min(0).describe('When it was placed, in Unix seconds.'),
    description: z.string().describe('What was written about it.'),
    isdemo: z.boolean().describe('Whether it was placed to try things out.'),
    number: z.int().describe('Its number: orders are numbered as they are placed.'),
    quantity: z.int().describe('How many seats it buys.'),
    status: z
      .literal([0, 1, 2])
      .describe('Draft 0, Submit 1, Revoked 2: revoked is it once what it bought is cancelled.'),
    submitdate: z.int().min(0).describe('When it was submitted, in Unix seconds; 0 for a draft.'),
    type: z.literal([0, 1, 2]).describe('First order 0, renewal 1, more seats 2.'),
    crmid: z.string().describe('Its id in your CRM.'),
    refid: z.string().describe('Your reference to it.'),
  })
  .meta({
    id: 'Order',
    description: 'What was ordered for a customer. What is not known is empty or 0.',
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
  return {
    _id: order.id,
    // A term that was voided never starts, and 0 would say that it never ends.
    activationbirthdate: seconds(order.voidedAt ?? order.startsAt),
    activationdeathdate: seconds(order.voidedAt ?? order.endsAt),
    activationlimit: order.activationLimit,
    archivationdate: seconds(order.archivedAt),
    archived: order.archivedAt !== null,
    canoverwritecontainer: order.canOverwriteContainer,
    customerrequired: order.customerRequired,
    date: seconds(order.createdAt),
    description: order.description ?? '',
    isdemo: order.isDemo,
    number: order.id,
    quantity: order.quantity,
    status: statusOf[order.stage],
    // Orders are submitted as they are placed.
    submitdate: seconds(order.stage === 'DRAFT' ? null : order.createdAt),
    type: typeOf[order.kind],
    crmid: order.crmId ?? '',
    refid: order.refId ?? '',
  };
}

const OrderQuery = z.object({
  sortby: oneOf(['number', 'submitdate'], 'number', {
    description: 'By what the list is sorted. The older one comes first among equals.',
    example: 'submitdate',
  }),
  ...paging,
  status: anyOf(stages, {
    description: 'Only orders of one of these statuses, with commas between: Draft 0, Submit 1, Revoked 2.',
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
    description: 'All that was ordered for a customer of your organisation: first orders, renewals and more seats.',
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
