import { customerContact, customerProfile } from '../../../customers/profile.ts';
import { builder } from '../builder.ts';
import { changeFields, creationFields } from '../member-fields.ts';
import { OrganisationNode } from '../organisations/type.ts';

const ownerDescription =
  'The `id` of the organisation that owns the customer. It is your organisation or a descendant of it. The default is your organisation.';
const yourId = 'Your remote id of the customer.';

const CustomerAdminInput = builder.inputType('CustomerAdminInput', {
  description: 'The contact of a new customer.',
  fields: (t) => creationFields(t, customerContact),
});

export const CreateCustomer = builder.inputType('CreateCustomerInput', {
  description: 'Input of the `createCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({
      required: true,
      description:
        'Your own id for the customer, unique within your organisation. It is stored unchanged and needs at least one visible character. An identical request with the same remote id returns the same customer.',
    }),
    ...creationFields(t, customerProfile),
    admin: t.field({ type: CustomerAdminInput, required: true, description: "The customer's contact." }),
  }),
});

const CustomerAdminChanges = builder.inputType('CustomerAdminChanges', {
  description: "Changes to a customer's contact. Omitted members stay unchanged.",
  fields: (t) => changeFields(t, customerContact),
});

export const UpdateCustomer = builder.inputType('UpdateCustomerInput', {
  description: 'Input of the `updateCustomer` mutation. Omitted members stay unchanged.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: 'Your remote id of the customer. It cannot be changed.' }),
    ...changeFields(t, customerProfile),
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
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RestoreCustomer = builder.inputType('RestoreCustomerInput', {
  description: 'Input of the `restoreCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});

export const RemoveCustomer = builder.inputType('RemoveCustomerInput', {
  description: 'Input of the `removeCustomer` mutation.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: ownerDescription }),
    remoteId: t.string({ required: true, description: yourId }),
  }),
});
