import { builder } from '../builder.ts';
import { CancelAtEnum, DurationEnum } from '../enums.ts';
import { OrganisationNode } from '../organisations/type.ts';

const whose = 'The organisation whose ids these are: yours, unless you name one below you, by its `id`.';
const firstOrder = 'Your id of the first order, by which the subscription goes.';
const anyOrder = 'Your id of any order: a first one, a renewal or a change.';
const newId =
  'Your id of the new order, kept byte for byte, with at least one visible character. The same request with the same id again answers the same order.';
const newIdIfAny = 'Your id of the order, where it has one already: a retry and a conflict are then told as well.';

export const CreateFirstOrder = builder.inputType('CreateFirstOrderInput', {
  description: 'What to open a subscription with.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    customer: t.string({ required: true, description: 'Your id of the customer.' }),
    remoteId: t.string({ required: true, description: newId }),
    product: t.string({ required: true, description: 'The code of the product.' }),
    seats: t.int({ required: true, description: 'How many seats, from 1.' }),
    duration: t.field({ type: DurationEnum, required: true, description: 'How long one term lasts.' }),
  }),
});

export const CreateRenewalOrder = builder.inputType('CreateRenewalOrderInput', {
  description: 'What to renew.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ required: true, description: newId }),
    seats: t.int({
      description: 'How many seats from the start of the new term; as many as in the last one unless said.',
    }),
  }),
});

export const ChangeSeats = builder.inputType('ChangeSeatsInput', {
  description: 'What to give more seats.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ required: true, description: newId }),
    seats: t.int({ required: true, description: 'The new number of seats, not the increase.' }),
  }),
});

export const SuspendOrder = builder.inputType('SuspendOrderInput', {
  description: 'What to suspend.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    reason: t.string({ description: 'Why, for people. It replaces the reason that your hold has already.' }),
  }),
});

export const ResumeOrder = builder.inputType('ResumeOrderInput', {
  description: 'What to resume.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
  }),
});

export const CancelOrder = builder.inputType('CancelOrderInput', {
  description: 'What to cancel, and when.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    at: t.field({ type: CancelAtEnum, required: true, defaultValue: 'NOW', description: 'When it takes effect.' }),
  }),
});

export const KeepOrder = builder.inputType('KeepOrderInput', {
  description: 'What to keep.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
  }),
});

export const UpdateOrder = builder.inputType('UpdateOrderInput', {
  description: 'What to change of an order. What is left out stays.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: anyOrder }),
    description: t.string({ description: 'What you write about it; null removes it.' }),
    crmId: t.string({ description: 'Its id in your CRM; null removes it.' }),
    refId: t.string({ description: 'A reference of yours to it; null removes it.' }),
    activationLimit: t.int({
      description: 'How often each of its serial numbers may be activated: up to 50, of a demo up to 10.',
    }),
    isDemo: t.boolean({ description: 'Whether it was placed to try things out.' }),
    canOverwriteContainer: t.boolean({
      description: 'Whether activating it may replace what is in the container of a licence already.',
    }),
    customerRequired: t.boolean({ description: 'Whether activating it takes knowing its customer.' }),
  }),
});

export const ArchiveOrder = builder.inputType('ArchiveOrderInput', {
  description: 'Which order to archive.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: anyOrder }),
  }),
});

export const RestoreOrder = builder.inputType('RestoreOrderInput', {
  description: 'Which order to restore.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: anyOrder }),
  }),
});

// A preview takes what its verb takes, but for the id of the order, which may not have been chosen yet.

export const PreviewFirstOrder = builder.inputType('PreviewFirstOrderInput', {
  description: 'What a subscription would be opened with.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    customer: t.string({ required: true, description: 'Your id of the customer.' }),
    remoteId: t.string({ description: newIdIfAny }),
    product: t.string({ required: true, description: 'The code of the product.' }),
    seats: t.int({ required: true, description: 'How many seats, from 1.' }),
    duration: t.field({ type: DurationEnum, required: true, description: 'How long one term lasts.' }),
  }),
});

export const PreviewRenewalOrder = builder.inputType('PreviewRenewalOrderInput', {
  description: 'What would be renewed.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ description: newIdIfAny }),
    seats: t.int({
      description: 'How many seats from the start of the new term; as many as in the last one unless said.',
    }),
  }),
});

export const PreviewChangeSeats = builder.inputType('PreviewChangeSeatsInput', {
  description: 'What would be given more seats.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    firstOrder: t.string({ required: true, description: firstOrder }),
    remoteId: t.string({ description: newIdIfAny }),
    seats: t.int({ required: true, description: 'The new number of seats, not the increase.' }),
  }),
});
