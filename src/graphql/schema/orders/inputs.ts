import { orderDetails } from '../../../orders/details.ts';
import { builder } from '../builder.ts';
import { DurationEnum } from '../catalogue/type.ts';
import { changeFields } from '../member-fields.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { CancelAtEnum } from './enums.ts';

const ownerDescription =
  'The `id` of the organisation that owns the remote ids in this input. It is your organisation or a descendant of it. The default is your organisation.';
const firstOrder = "Your remote id of the subscription's first order. It identifies the subscription.";
const anyOrder = 'Your remote id of the order: a first order, a renewal or a change.';
const newId =
  'Your own id for the new order, unique within your organisation. It is stored unchanged and needs at least one visible character. An identical request with the same remote id returns the same order.';
const newIdIfAny =
  'Your own id for the order, if it already has one. The preview then also reports a retry or a conflict.';

export const CreateFirstOrder = builder.inputType('CreateFirstOrderInput', {
  description: 'Input of the `createFirstOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    customer: t.string({ required: true, description: 'Your remote id of the customer.' }),
    remoteId: t.string({ required: true, description: newId }),
    product: t.string({ required: true, description: 'The code of the product, such as `oo-lite`.' }),
    seats: t.int({ required: true, description: 'The number of seats, at least 1.' }),
    duration: t.field({ type: DurationEnum, required: true, description: 'The length of one term.' }),
  }),
});

export const CreateRenewalOrder = builder.inputType('CreateRenewalOrderInput', {
  description: 'Input of the `createRenewalOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ required: true, description: newId }),
    seats: t.int({
      description:
        'The number of seats from the start of the new term. The default is the number of seats of the last term.',
    }),
  }),
});

export const ChangeSeats = builder.inputType('ChangeSeatsInput', {
  description: 'Input of the `changeSeats` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ required: true, description: newId }),
    seats: t.int({ required: true, description: 'The new total number of seats.' }),
  }),
});

export const SuspendOrder = builder.inputType('SuspendOrderInput', {
  description: 'Input of the `suspendOrder` mutation, and of its preview.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    reason: t.string({
      description: 'The reason for the suspension, for people. It replaces the reason of your active hold.',
    }),
  }),
});

export const ResumeOrder = builder.inputType('ResumeOrderInput', {
  description: 'Input of the `resumeOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
  }),
});

export const CancelOrder = builder.inputType('CancelOrderInput', {
  description: 'Input of the `cancelOrder` mutation, and of its preview.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    at: t.field({
      type: CancelAtEnum,
      required: true,
      defaultValue: 'NOW',
      description: 'The time at which the cancellation takes effect.',
    }),
  }),
});

export const KeepOrder = builder.inputType('KeepOrderInput', {
  description: 'Input of the `keepOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
  }),
});

export const UpdateOrder = builder.inputType('UpdateOrderInput', {
  description: 'Input of the `updateOrder` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: anyOrder }),
    ...changeFields(t, orderDetails),
  }),
});

export const ArchiveOrder = builder.inputType('ArchiveOrderInput', {
  description: 'Input of the `archiveOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: anyOrder }),
  }),
});

export const RestoreOrder = builder.inputType('RestoreOrderInput', {
  description: 'Input of the `restoreOrder` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: anyOrder }),
  }),
});

// A preview has the input of its verb, except that the id of the order is optional, because it may not be chosen yet.

export const PreviewFirstOrder = builder.inputType('PreviewFirstOrderInput', {
  description: 'Input of the `previewFirstOrder` query.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    customer: t.string({ required: true, description: 'Your remote id of the customer.' }),
    remoteId: t.string({ description: newIdIfAny }),
    product: t.string({ required: true, description: 'The code of the product, such as `oo-lite`.' }),
    seats: t.int({ required: true, description: 'The number of seats, at least 1.' }),
    duration: t.field({ type: DurationEnum, required: true, description: 'The length of one term.' }),
  }),
});

export const PreviewRenewalOrder = builder.inputType('PreviewRenewalOrderInput', {
  description: 'Input of the `previewRenewalOrder` query.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ description: newIdIfAny }),
    seats: t.int({
      description:
        'The number of seats from the start of the new term. The default is the number of seats of the last term.',
    }),
  }),
});

export const PreviewChangeSeats = builder.inputType('PreviewChangeSeatsInput', {
  description: 'Input of the `previewChangeSeats` query.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ description: newIdIfAny }),
    seats: t.int({ required: true, description: 'The new total number of seats.' }),
  }),
});
