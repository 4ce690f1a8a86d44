import { CancelOrderInput } from '../../../orders/cancel-order.ts';
import { previewCancelOrder } from '../../../orders/preview-cancel-order.ts';
import { PreviewChangeSeatsInput, previewChangeSeats } from '../../../orders/preview-change-seats.ts';
import { PreviewFirstOrderInput, previewFirstOrder } from '../../../orders/preview-first-order.ts';
import { PreviewRenewalOrderInput, previewRenewalOrder } from '../../../orders/preview-renewal-order.ts';
import { previewSuspendOrder } from '../../../orders/preview-suspend-order.ts';
import { SuspendOrderInput } from '../../../orders/suspend-order.ts';
import type { OrderPreview, PreviewedTerm } from '../../../orders/types.ts';
import { orderVerbErrors } from '../../../orders/verb-errors.ts';
import { builder } from '../builder.ts';
import { fromArguments } from '../input.ts';
import { SubscriptionStatusEnum } from '../subscriptions/enums.ts';
import { PreviewEffectEnum, PreviewWarningEnum } from './enums.ts';
import * as inputs from './inputs.ts';

const PreviewedTermType = builder.objectRef<PreviewedTerm>('PreviewedTerm').implement({
  description: 'A term as it would be after the mutation.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the term would start or has started.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the term would end.',
    }),
    seats: t.exposeInt('seats', { description: 'The number of seats that the term would have.' }),
  }),
});

const OrderPreviewType = builder.objectRef<OrderPreview>('OrderPreview').implement({
  description: 'The effects that a mutation would have if it were called now. A preview writes nothing.',
  fields: (t) => ({
    isRetry: t.exposeBoolean('isRetry', {
      description:
        'Whether an earlier identical request already placed the order. The mutation would then return that order.',
    }),
    status: t.expose('status', {
      type: SubscriptionStatusEnum,
      description: 'The status that the subscription would have immediately after the mutation.',
    }),
    term: t.expose('term', {
      type: PreviewedTermType,
      nullable: true,
      description: 'The term that would be added, changed or ended. Null if the mutation would not affect a term.',
    }),
    cancelsAt: t.expose('cancelsAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The date and time (UTC) for which the cancellation of the subscription would be scheduled. Null if none would be scheduled.',
    }),
    effects: t.field({
      type: [PreviewEffectEnum],
      description: 'The changes that the mutation would make. Empty if nothing would change.',
      resolve: (preview) => [...preview.effects],
    }),
    warnings: t.field({
      type: [PreviewWarningEnum],
      description: 'Warnings about consequences that do not prevent the operation.',
      resolve: (preview) => [...preview.warnings],
    }),
  }),
});

builder.queryFields((t) => ({
  previewFirstOrder: t.field({
    type: OrderPreviewType,
    description: 'Previews `createFirstOrder` under the same rules, without placing an order.',
    errors: { types: orderVerbErrors.createFirstOrder },
    args: { input: t.arg({ type: inputs.PreviewFirstOrder, required: true, description: 'The order to preview.' }) },
    resolve: (_root, { input }, ctx) => previewFirstOrder(ctx.useCase, fromArguments(PreviewFirstOrderInput, input)),
  }),
  previewRenewalOrder: t.field({
    type: OrderPreviewType,
    description: 'Previews `createRenewalOrder` under the same rules, without placing an order.',
    errors: { types: orderVerbErrors.createRenewalOrder },
    args: {
      input: t.arg({ type: inputs.PreviewRenewalOrder, required: true, description: 'The renewal to preview.' }),
    },
    resolve: (_root, { input }, ctx) =>
      previewRenewalOrder(ctx.useCase, fromArguments(PreviewRenewalOrderInput, input)),
  }),
  previewChangeSeats: t.field({
    type: OrderPreviewType,
    description: 'Previews `changeSeats` under the same rules, without placing an order.',
    errors: { types: orderVerbErrors.changeSeats },
    args: { input: t.arg({ type: inputs.PreviewChangeSeats, required: true, description: 'The seats to preview.' }) },
    resolve: (_root, { input }, ctx) => previewChangeSeats(ctx.useCase, fromArguments(PreviewChangeSeatsInput, input)),
  }),
  previewSuspendOrder: t.field({
    type: OrderPreviewType,
    description: 'Previews `suspendOrder` under the same rules, without placing a hold.',
    errors: { types: orderVerbErrors.suspendOrder },
    args: { input: t.arg({ type: inputs.SuspendOrder, required: true, description: 'The suspension to preview.' }) },
    resolve: (_root, { input }, ctx) => previewSuspendOrder(ctx.useCase, fromArguments(SuspendOrderInput, input)),
  }),
  previewCancelOrder: t.field({
    type: OrderPreviewType,
    description: 'Previews `cancelOrder` under the same rules, without cancelling.',
    errors: { types: orderVerbErrors.cancelOrder },
    args: { input: t.arg({ type: inputs.CancelOrder, required: true, description: 'The cancellation to preview.' }) },
    resolve: (_root, { input }, ctx) => previewCancelOrder(ctx.useCase, fromArguments(CancelOrderInput, input)),
  }),
}));
