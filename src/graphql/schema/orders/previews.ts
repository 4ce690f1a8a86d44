import { CancelOrderInput } from '../../../orders/cancel-order.ts';
import { previewCancelOrder } from '../../../orders/preview-cancel-order.ts';
import { PreviewChangeSeatsInput, previewChangeSeats } from '../../../orders/preview-change-seats.ts';
import { PreviewFirstOrderInput, previewFirstOrder } from '../../../orders/preview-first-order.ts';
import { PreviewRenewalOrderInput, previewRenewalOrder } from '../../../orders/preview-renewal-order.ts';
import { previewSuspendOrder } from '../../../orders/preview-suspend-order.ts';
import { SuspendOrderInput } from '../../../orders/suspend-order.ts';
import type { OrderPreview, PreviewedTerm } from '../../../orders/types.ts';
import { builder } from '../builder.ts';
import { PreviewEffectEnum, PreviewWarningEnum, SubscriptionStatusEnum } from '../enums.ts';
import { errorsOf } from '../errors/unions.ts';
import { fromArguments } from '../input.ts';
import * as inputs from './inputs.ts';

const PreviewedTermType = builder.objectRef<PreviewedTerm>('PreviewedTerm').implement({
  description: 'A term as it would be.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it would start, or did.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it would end.' }),
    seats: t.exposeInt('seats', { description: 'How many seats it would have.' }),
  }),
});

const OrderPreviewType = builder.objectRef<OrderPreview>('OrderPreview').implement({
  description: 'What a verb would do if it were called now. Nothing was written.',
  fields: (t) => ({
    isRetry: t.exposeBoolean('isRetry', {
      description:
        'Whether the order was placed already by a request of the same words: the verb would only answer it.',
    }),
    status: t.expose('status', {
      type: SubscriptionStatusEnum,
      description: 'What the subscription would be right afterwards.',
    }),
    term: t.expose('term', {
      type: PreviewedTermType,
      nullable: true,
      description: 'The term that would be added, changed or ended; null where no term would be.',
    }),
    cancelsAt: t.expose('cancelsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the subscription would be cancelled, if a cancellation were scheduled then.',
    }),
    effects: t.field({
      type: [PreviewEffectEnum],
      description: 'What would be done; empty where nothing would change.',
      resolve: (preview) => [...preview.effects],
    }),
    warnings: t.field({
      type: [PreviewWarningEnum],
      description: 'What to know although nothing forbids it.',
      resolve: (preview) => [...preview.warnings],
    }),
  }),
});

builder.queryFields((t) => ({
  previewFirstOrder: t.field({
    type: OrderPreviewType,
    description: 'What createFirstOrder would do now, by the same rules.',
    errors: { types: errorsOf.createFirstOrder },
    args: { input: t.arg({ type: inputs.PreviewFirstOrder, required: true, description: 'What would be done.' }) },
    resolve: (_root, { input }, ctx) => previewFirstOrder(ctx.useCase, fromArguments(PreviewFirstOrderInput, input)),
  }),
  previewRenewalOrder: t.field({
    type: OrderPreviewType,
    description: 'What createRenewalOrder would do now, by the same rules.',
    errors: { types: errorsOf.createRenewalOrder },
    args: { input: t.arg({ type: inputs.PreviewRenewalOrder, required: true, description: 'What would be done.' }) },
    resolve: (_root, { input }, ctx) =>
      previewRenewalOrder(ctx.useCase, fromArguments(PreviewRenewalOrderInput, input)),
  }),
  previewChangeSeats: t.field({
    type: OrderPreviewType,
    description: 'What changeSeats would do now, by the same rules.',
    errors: { types: errorsOf.changeSeats },
    args: { input: t.arg({ type: inputs.PreviewChangeSeats, required: true, description: 'What would be done.' }) },
    resolve: (_root, { input }, ctx) => previewChangeSeats(ctx.useCase, fromArguments(PreviewChangeSeatsInput, input)),
  }),
  previewSuspendOrder: t.field({
    type: OrderPreviewType,
    description: 'What suspendOrder would do now, by the same rules.',
    errors: { types: errorsOf.suspendOrder },
    args: { input: t.arg({ type: inputs.SuspendOrder, required: true, description: 'What would be done.' }) },
    resolve: (_root, { input }, ctx) => previewSuspendOrder(ctx.useCase, fromArguments(SuspendOrderInput, input)),
  }),
  previewCancelOrder: t.field({
    type: OrderPreviewType,
    description: 'What cancelOrder would do now, by the same rules.',
    errors: { types: errorsOf.cancelOrder },
    args: { input: t.arg({ type: inputs.CancelOrder, required: true, description: 'What would be done.' }) },
    resolve: (_root, { input }, ctx) => previewCancelOrder(ctx.useCase, fromArguments(CancelOrderInput, input)),
  }),
}));
