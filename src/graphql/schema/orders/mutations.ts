import { ArchiveOrderInput, archiveOrder } from '../../../orders/archive-order.ts';
import { CancelOrderInput, cancelOrder } from '../../../orders/cancel-order.ts';
import { ChangeSeatsInput, changeSeats } from '../../../orders/change-seats.ts';
import { CreateFirstOrderInput, createFirstOrder } from '../../../orders/create-first-order.ts';
import { CreateRenewalOrderInput, createRenewalOrder } from '../../../orders/create-renewal-order.ts';
import { KeepOrderInput, keepOrder } from '../../../orders/keep-order.ts';
import { RestoreOrderInput, restoreOrder } from '../../../orders/restore-order.ts';
import { ResumeOrderInput, resumeOrder } from '../../../orders/resume-order.ts';
import { SuspendOrderInput, suspendOrder } from '../../../orders/suspend-order.ts';
import type { OrderResult } from '../../../orders/types.ts';
import { UpdateOrderInput, updateOrder } from '../../../orders/update-order.ts';
import { answerAsOf, type GraphqlContext } from '../../execution/context.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { errorsOf } from '../errors/unions.ts';
import { fromArguments } from '../input.ts';
import { SubscriptionNode } from '../subscriptions/type.ts';
import * as inputs from './inputs.ts';
import { OrderNode } from './type.ts';

/** What a verb of an order answers: the order that it placed or changed, or the first order, and the subscription. */
function successOf(verb: string, description: string) {
  return builder.objectRef<OrderResult>(`${verb}Success`).implement({
    description,
    fields: (t) => ({
      order: t.field({
        type: OrderNode,
        description: 'The order: the one that was placed or changed, or the first order of the subscription.',
        resolve: ({ orderId: id }, _args, ctx, info) =>
          ctx.reader.order.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
      subscription: t.field({
        type: SubscriptionNode,
        description: 'The subscription, as it is now.',
        resolve: ({ subscriptionId: id }, _args, ctx, info) =>
          ctx.reader.subscription.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

/** The rest of the answer shows what the verb did. */
async function answered(ctx: GraphqlContext, result: Promise<OrderResult>): Promise<OrderResult> {
  const { now } = await result;
  answerAsOf(ctx, now);
  return result;
}

builder.mutationFields((t) => ({
  createFirstOrder: t.field({
    type: successOf('CreateFirstOrder', 'A subscription was opened, now or by an earlier request of the same words.'),
    description: 'Opens a subscription: its first term starts now. Everything later goes by this order.',
    errors: { types: errorsOf.createFirstOrder },
    args: { input: t.arg({ type: inputs.CreateFirstOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, createFirstOrder(ctx.useCase, fromArguments(CreateFirstOrderInput, input))),
  }),
  createRenewalOrder: t.field({
    type: successOf('CreateRenewalOrder', 'A term was added, now or by an earlier request of the same words.'),
    description:
      'Adds a term, from the end of the last one or, where that has passed, from now on. Lifts the holds that you may lift.',
    errors: { types: errorsOf.createRenewalOrder },
    args: { input: t.arg({ type: inputs.CreateRenewalOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, createRenewalOrder(ctx.useCase, fromArguments(CreateRenewalOrderInput, input))),
  }),
  changeSeats: t.field({
    type: successOf('ChangeSeats', 'Seats were added, now or by an earlier request of the same words.'),
    description: 'Raises the seats from now on. Fewer are possible with the next renewal.',
    errors: { types: errorsOf.changeSeats },
    args: { input: t.arg({ type: inputs.ChangeSeats, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, changeSeats(ctx.useCase, fromArguments(ChangeSeatsInput, input))),
  }),
  suspendOrder: t.field({
    type: successOf('SuspendOrder', 'Your hold stands.'),
    description:
      'Places your hold on a subscription. While your hold stands, another reason replaces the one that it has; the same reason or none changes nothing. The term clock runs on.',
    errors: { types: errorsOf.suspendOrder },
    args: { input: t.arg({ type: inputs.SuspendOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, suspendOrder(ctx.useCase, fromArguments(SuspendOrderInput, input))),
  }),
  resumeOrder: t.field({
    type: successOf('ResumeOrder', 'No hold stands any more that you may lift.'),
    description: 'Lifts the holds that you and organisations below you placed. Where there is none it changes nothing.',
    errors: { types: errorsOf.resumeOrder },
    args: { input: t.arg({ type: inputs.ResumeOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, resumeOrder(ctx.useCase, fromArguments(ResumeOrderInput, input))),
  }),
  cancelOrder: t.field({
    type: successOf('CancelOrder', 'The subscription is cancelled, or will be.'),
    description: 'Cancels a subscription, now or at the end of its last sold term. Nothing is refunded.',
    errors: { types: errorsOf.cancelOrder },
    args: { input: t.arg({ type: inputs.CancelOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, cancelOrder(ctx.useCase, fromArguments(CancelOrderInput, input))),
  }),
  keepOrder: t.field({
    type: successOf('KeepOrder', 'No cancellation is scheduled.'),
    description: 'Takes a scheduled cancellation back. Where none is scheduled it changes nothing.',
    errors: { types: errorsOf.keepOrder },
    args: { input: t.arg({ type: inputs.KeepOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, keepOrder(ctx.useCase, fromArguments(KeepOrderInput, input))),
  }),
  updateOrder: t.field({
    type: successOf('UpdateOrder', 'What is told of the order is as asked.'),
    description: 'Changes what is told of an order. What it bought runs on as it did.',
    errors: { types: errorsOf.updateOrder },
    args: { input: t.arg({ type: inputs.UpdateOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, updateOrder(ctx.useCase, fromArguments(UpdateOrderInput, input))),
  }),
  archiveOrder: t.field({
    type: successOf('ArchiveOrder', 'The order is archived.'),
    description: 'Puts an order aside; what it bought runs on. Doing it again changes nothing.',
    errors: { types: errorsOf.archiveOrder },
    args: { input: t.arg({ type: inputs.ArchiveOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, archiveOrder(ctx.useCase, fromArguments(ArchiveOrderInput, input))),
  }),
  restoreOrder: t.field({
    type: successOf('RestoreOrder', 'The order is not archived.'),
    description: 'Takes an order back that was archived. Doing it again changes nothing.',
    errors: { types: errorsOf.restoreOrder },
    args: { input: t.arg({ type: inputs.RestoreOrder, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, restoreOrder(ctx.useCase, fromArguments(RestoreOrderInput, input))),
  }),
}));
