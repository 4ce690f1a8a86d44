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
import { orderVerbErrors } from '../../../orders/verb-errors.ts';
import { answerAsOf, type GraphqlContext } from '../../execution/context.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { fromArguments } from '../input.ts';
import { SubscriptionNode } from '../subscriptions/type.ts';
import * as inputs from './inputs.ts';
import { OrderNode } from './type.ts';

/** Returns the success type of a verb: the order that it placed or changed, or the first order, and the subscription. */
function successOf(verb: string, description: string) {
  return builder.objectRef<OrderResult>(`${verb}Success`).implement({
    description,
    fields: (t) => ({
      order: t.field({
        type: OrderNode,
        description:
          'The order that was placed or changed. If the mutation places no order, the first order of the subscription.',
        resolve: ({ orderId: id }, _args, ctx, info) =>
          ctx.reader.order.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
      subscription: t.field({
        type: SubscriptionNode,
        description: 'The subscription after the mutation.',
        resolve: ({ subscriptionId: id }, _args, ctx, info) =>
          ctx.reader.subscription.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

/** Moves the instant of the response to the time of the verb. */
async function answered(ctx: GraphqlContext, result: Promise<OrderResult>): Promise<OrderResult> {
  const { now } = await result;
  answerAsOf(ctx, now);
  return result;
}

builder.mutationFields((t) => ({
  createFirstOrder: t.field({
    type: successOf('CreateFirstOrder', 'The subscription was opened by this request or by an earlier identical one.'),
    description:
      "Places a first order, which opens a subscription. The first term starts now. The order's remote id identifies the subscription in later requests.",
    errors: { types: orderVerbErrors.createFirstOrder },
    args: { input: t.arg({ type: inputs.CreateFirstOrder, required: true, description: 'The order to place.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, createFirstOrder(ctx.useCase, fromArguments(CreateFirstOrderInput, input))),
  }),
  createRenewalOrder: t.field({
    type: successOf('CreateRenewalOrder', 'The term was added by this request or by an earlier identical one.'),
    description:
      'Places a renewal order, which adds a term. The term starts at the end of the last term or, if that has passed, now. The renewal also lifts all holds of the subscription. It is refused if you may not lift one of them.',
    errors: { types: orderVerbErrors.createRenewalOrder },
    args: { input: t.arg({ type: inputs.CreateRenewalOrder, required: true, description: 'The renewal to order.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, createRenewalOrder(ctx.useCase, fromArguments(CreateRenewalOrderInput, input))),
  }),
  changeSeats: t.field({
    type: successOf('ChangeSeats', 'The seats were added by this request or by an earlier identical one.'),
    description:
      'Places an order that raises the number of seats of the current term immediately. A renewal can lower the number of seats.',
    errors: { types: orderVerbErrors.changeSeats },
    args: { input: t.arg({ type: inputs.ChangeSeats, required: true, description: 'The seats to order.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, changeSeats(ctx.useCase, fromArguments(ChangeSeatsInput, input))),
  }),
  suspendOrder: t.field({
    type: successOf('SuspendOrder', 'Your hold is active.'),
    description:
      'Suspends a subscription by placing a hold of your organisation. If your hold is already active, a different reason replaces its reason; otherwise nothing changes. The term is not extended by the suspension.',
    errors: { types: orderVerbErrors.suspendOrder },
    args: { input: t.arg({ type: inputs.SuspendOrder, required: true, description: 'The subscription to suspend.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, suspendOrder(ctx.useCase, fromArguments(SuspendOrderInput, input))),
  }),
  resumeOrder: t.field({
    type: successOf('ResumeOrder', 'There is no active hold that you may lift.'),
    description:
      'Lifts the holds that your organisation and its descendants placed on a subscription. If there are none, nothing changes.',
    errors: { types: orderVerbErrors.resumeOrder },
    args: { input: t.arg({ type: inputs.ResumeOrder, required: true, description: 'The subscription to resume.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, resumeOrder(ctx.useCase, fromArguments(ResumeOrderInput, input))),
  }),
  cancelOrder: t.field({
    type: successOf('CancelOrder', 'The subscription is cancelled, or its cancellation is scheduled.'),
    description: 'Cancels a subscription, immediately or at the end of its last sold term. There is no refund.',
    errors: { types: orderVerbErrors.cancelOrder },
    args: { input: t.arg({ type: inputs.CancelOrder, required: true, description: 'The subscription to cancel.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, cancelOrder(ctx.useCase, fromArguments(CancelOrderInput, input))),
  }),
  keepOrder: t.field({
    type: successOf('KeepOrder', 'No cancellation is scheduled.'),
    description: 'Withdraws a scheduled cancellation. If none is scheduled, nothing changes.',
    errors: { types: orderVerbErrors.keepOrder },
    args: { input: t.arg({ type: inputs.KeepOrder, required: true, description: 'The subscription to keep.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, keepOrder(ctx.useCase, fromArguments(KeepOrderInput, input))),
  }),
  updateOrder: t.field({
    type: successOf('UpdateOrder', "The order's details were updated."),
    description: 'Updates the details of an order. The subscription does not change.',
    errors: { types: orderVerbErrors.updateOrder },
    args: { input: t.arg({ type: inputs.UpdateOrder, required: true, description: 'The order and its changes.' }) },
    resolve: (_root, { input }, ctx) => answered(ctx, updateOrder(ctx.useCase, fromArguments(UpdateOrderInput, input))),
  }),
  archiveOrder: t.field({
    type: successOf('ArchiveOrder', 'The order is archived.'),
    description:
      'Archives an order. Archiving has no effect on the subscription. If the order is already archived, nothing changes.',
    errors: { types: orderVerbErrors.archiveOrder },
    args: { input: t.arg({ type: inputs.ArchiveOrder, required: true, description: 'The order to archive.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, archiveOrder(ctx.useCase, fromArguments(ArchiveOrderInput, input))),
  }),
  restoreOrder: t.field({
    type: successOf('RestoreOrder', 'The order is not archived.'),
    description: 'Restores an archived order. If the order is not archived, nothing changes.',
    errors: { types: orderVerbErrors.restoreOrder },
    args: { input: t.arg({ type: inputs.RestoreOrder, required: true, description: 'The order to restore.' }) },
    resolve: (_root, { input }, ctx) =>
      answered(ctx, restoreOrder(ctx.useCase, fromArguments(RestoreOrderInput, input))),
  }),
}));
