import { CreateCustomerInput, createCustomer } from '../customers/create-customer.ts';
import type { Customer } from '../customers/types.ts';
import { UpdateCustomerInput, updateCustomer } from '../customers/update-customer.ts';
import { type CustomerRow, readAnswered } from '../db/reader.ts';
import { builder } from './builder.ts';
import { dateOf } from './connection.ts';
import { CustomerNode } from './customers.ts';
import { errorsOf } from './errors.ts';
import { fromArguments } from './input.ts';
import { OrganisationNode } from './organisations.ts';

const whose = 'Whose customer it is, where that is an organisation below you.';

const CustomerAdminInput = builder.inputType('CustomerAdminInput', {
  description: 'The contact of a new customer.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address. Nothing is sent there.' }),
    phone: t.string({ description: 'The phone number.' }),
    displayName: t.string({ description: 'The name to show.' }),
  }),
});

const CreateCustomer = builder.inputType('CreateCustomerInput', {
  description: 'What to create a customer with.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({
      required: true,
      description: 'Your id of the customer. The same request with the same id again answers the same customer.',
    }),
    name: t.string({ required: true, description: 'What people call it.' }),
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

const UpdateCustomer = builder.inputType('UpdateCustomerInput', {
  description: 'What to change of a customer. What is left out stays.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: whose }),
    remoteId: t.string({ required: true, description: 'Your id of the customer. It stays.' }),
    name: t.string({ description: 'What people call it.' }),
    admin: t.field({ type: CustomerAdminChanges, description: 'Its contact.' }),
    isActive: t.boolean({
      description: 'An inactive customer gets no new first orders and no new users; what it has runs on.',
    }),
  }),
});

/** What a verb answers of a customer, as the table has it. */
function rowOf({ admin, createdAt, ...customer }: Customer) {
  const { email: adminEmail, phone: adminPhone, displayName: adminDisplayName } = admin;
  return { ...customer, adminEmail, adminPhone, adminDisplayName, createdAt: dateOf(createdAt) };
}

function successOf(name: string, description: string) {
  return builder.objectRef<Customer>(name).implement({
    description,
    fields: (t) => ({
      customer: t.prismaField({
        type: CustomerNode,
        description: 'The customer, as it is now.',
        resolve: (query, customer, _args, { reader }) =>
          readAnswered<CustomerRow>(reader, 'Customer', rowOf(customer), query),
      }),
    }),
  });
}

builder.mutationFields((t) => ({
  createCustomer: t.field({
    type: successOf(
      'CreateCustomerSuccess',
      'The customer was created, now or by an earlier request of the same words.',
    ),
    description: 'Creates a customer, active.',
    errors: { types: errorsOf.createCustomer },
    args: { input: t.arg({ type: CreateCustomer, required: true, description: 'What to create it with.' }) },
    resolve: (_root, { input }, { useCase }) => createCustomer(useCase, fromArguments(CreateCustomerInput, input)),
  }),
  updateCustomer: t.field({
    type: successOf('UpdateCustomerSuccess', 'The customer is as asked.'),
    description: 'Changes a customer. Where it is as asked already, nothing changes.',
    errors: { types: errorsOf.updateCustomer },
    args: { input: t.arg({ type: UpdateCustomer, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) => updateCustomer(useCase, fromArguments(UpdateCustomerInput, input)),
  }),
}));
