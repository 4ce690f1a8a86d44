import { builder } from '../builder.ts';
import { OrganisationNode } from '../organisations/type.ts';

const whose =
  'The `id` of the organisation that owns the customer. It is your organisation or a descendant of it. The default is your organisation.';
const yourId = 'Your remote id of the customer.';

const CustomerAdminInput = builder.inputType('CustomerAdminInput', {
  description: 'The contact of a new customer.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address. No e-mail is sent to it.' }),
    phone: t.string({ description: 'The phone number.' }),
    displayName: t.string({ description: 'The display name.' }),
  }),
});

export const CreateCustomer = builder.inputType('CreateCustomerInput', {
  description: 'Input of the `createCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({
      required: true,
      description:
        'Your own id for the customer, unique within your organisation. It is stored unchanged and needs at least one visible character. An identical request with the same remote id returns the same customer.',
    }),
    name: t.string({
      required: true,
      description:
        "The customer's name. For a person with a last name, the first name. A single line with at least one visible character.",
    }),
    lastName: t.string({ description: 'The last name of a person.' }),
    companyName: t.string({ description: 'The name of the company. A customer without a company name is a person.' }),
    description: t.string({ description: 'Your description of the customer.' }),
    crmId: t.string({ description: "The customer's id in your CRM. It need not be unique." }),
    refId: t.string({ description: 'Your reference for the customer. It need not be unique.' }),
    admin: t.field({ type: CustomerAdminInput, required: true, description: "The customer's contact." }),
  }),
});

const CustomerAdminChanges = builder.inputType('CustomerAdminChanges', {
  description: "Changes to a customer's contact. Omitted members stay unchanged.",
  fields: (t) => ({
    email: t.string({ description: 'The e-mail address.' }),
    phone: t.string({ description: 'The phone number. Null removes it.' }),
    displayName: t.string({ description: 'The display name. Null removes it.' }),
  }),
});

export const UpdateCustomer = builder.inputType('UpdateCustomerInput', {
  description: 'Input of the `updateCustomer` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: 'Your remote id of the customer. It cannot be changed.' }),
    name: t.string({ description: "The customer's name. For a person with a last name, the first name." }),
    lastName: t.string({ description: 'The last name of a person. Null removes it.' }),
    companyName: t.string({ description: 'The name of the company. Null removes it; the customer is then a person.' }),
    description: t.string({ description: 'Your description of the customer. Null removes it.' }),
    crmId: t.string({ description: "The customer's id in your CRM. Null removes it." }),
    refId: t.string({ description: 'Your reference for the customer. Null removes it.' }),
    admin: t.field({ type: CustomerAdminChanges, description: "The customer's contact." }),
    isActive: t.boolean({
      description:
        'Whether the customer is active. An inactive customer cannot receive new first orders or new users; its existing subscriptions continue.',
    }),
  }),
});

export const ArchiveCustomer = builder.inputType('ArchiveCustomerInput', {
  description: 'Input of the `archiveCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RestoreCustomer = builder.inputType('RestoreCustomerInput', {
  description: 'Input of the `restoreCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RemoveCustomer = builder.inputType('RemoveCustomerInput', {
  description: 'Input of the `removeCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});
