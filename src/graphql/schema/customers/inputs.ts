import { builder } from '../builder.ts';
import { OrganisationNode } from '../organisations/type.ts';

const whose = 'Whose customer it is, where that is an organisation below you.';
const yourId = 'Your id of the customer.';

const CustomerAdminInput = builder.inputType('CustomerAdminInput', {
  description: 'The contact of a new customer.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address. Nothing is sent there.' }),
    phone: t.string({ description: 'The phone number.' }),
    displayName: t.string({ description: 'The name to show.' }),
  }),
});

export const CreateCustomer = builder.inputType('CreateCustomerInput', {
  description: 'What to create a customer with.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({
      required: true,
      description:
        'Your id of the customer, kept byte for byte, with at least one visible character. The same request with the same id again answers the same customer.',
    }),
    name: t.string({
      required: true,
      description:
        'What people call it; of somebody with a last name, the first one. One line, with at least one visible character.',
    }),
    lastName: t.string({ description: 'The last name, of a person.' }),
    companyName: t.string({ description: 'The name of the company; who has none is a person.' }),
    description: t.string({ description: 'What you write about it.' }),
    crmId: t.string({ description: 'Its id in your CRM. It need not be unique.' }),
    refId: t.string({ description: 'A reference of yours to it. It need not be unique.' }),
    admin: t.field({ type: CustomerAdminInput, required: true, description: 'Its contact.' }),
  }),
});

const CustomerAdminChanges = builder.inputType('CustomerAdminChanges', {
  description: 'What to change of the contact. What is left out stays.',
  fields: (t) => ({
    email: t.string({ description: 'The e-mail address.' }),
    phone: t.string({ description: 'The phone number; null removes it.' }),
    displayName: t.string({ description: 'The name to show; null removes it.' }),
  }),
});

export const UpdateCustomer = builder.inputType('UpdateCustomerInput', {
  description: 'What to change of a customer. What is left out stays.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: 'Your id of the customer. It stays.' }),
    name: t.string({ description: 'What people call it; of somebody with a last name, the first one.' }),
    lastName: t.string({ description: 'The last name, of a person; null removes it.' }),
    companyName: t.string({ description: 'The name of the company; null removes it, and makes it a person.' }),
    description: t.string({ description: 'What you write about it; null removes it.' }),
    crmId: t.string({ description: 'Its id in your CRM; null removes it.' }),
    refId: t.string({ description: 'A reference of yours to it; null removes it.' }),
    admin: t.field({ type: CustomerAdminChanges, description: 'Its contact.' }),
    isActive: t.boolean({
      description: 'An inactive customer gets no new first orders and no new users; what it has runs on.',
    }),
  }),
});

export const ArchiveCustomer = builder.inputType('ArchiveCustomerInput', {
  description: 'Which customer to archive.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RestoreCustomer = builder.inputType('RestoreCustomerInput', {
  description: 'Which customer to restore.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RemoveCustomer = builder.inputType('RemoveCustomerInput', {
  description: 'Which customer to remove.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});
