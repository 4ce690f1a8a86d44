import { ArchiveCustomerInput, archiveCustomer } from '../../../customers/archive-customer.ts';
import { CreateCustomerInput, createCustomer } from '../../../customers/create-customer.ts';
import { RemoveCustomerInput, removeCustomer } from '../../../customers/remove-customer.ts';
import { RestoreCustomerInput, restoreCustomer } from '../../../customers/restore-customer.ts';
import type { Customer } from '../../../customers/types.ts';
import { UpdateCustomerInput, updateCustomer } from '../../../customers/update-customer.ts';
import { type CustomerRow, readAnswered } from '../../../db/reading/reader.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { dateOf } from '../connection.ts';
import { errorsOf } from '../errors/unions.ts';
import { encodeGlobalId } from '../global-id.ts';
import { fromArguments } from '../input.ts';
import * as inputs from './inputs.ts';
import { CustomerNode } from './type.ts';

/** What a verb answers of a customer, as the table has it. */
function rowOf({ admin, archivedAt, createdAt, ...customer }: Customer) {
  const { email: adminEmail, phone: adminPhone, displayName: adminDisplayName } = admin;
  const dates = { archivedAt: archivedAt && dateOf(archivedAt), createdAt: dateOf(createdAt) };
  return { ...customer, adminEmail, adminPhone, adminDisplayName, ...dates };
}

function successOf(name: string, description: string) {
  return builder.objectRef<Customer>(name).implement({
    description,
    fields: (t) => ({
      customer: t.field({
        type: CustomerNode,
        description: 'The customer, as it is now.',
        resolve: (customer, _args, ctx, info) =>
          readAnswered<CustomerRow>(ctx.reader, 'Customer', rowOf(customer), rowSelection(ctx, info)),
      }),
    }),
  });
}

const RemoveCustomerSuccess = builder.objectRef<Customer>('RemoveCustomerSuccess').implement({
  description: 'The customer is gone, and your id of it can be used again.',
  fields: (t) => ({
    removedCustomerId: t.id({
      description: 'The id that the customer had; events keep it.',
      resolve: ({ id }) => encodeGlobalId('Customer', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createCustomer: t.field({
    type: successOf(
      'CreateCustomerSuccess',
      'The customer was created, now or by an earlier request of the same words.',
    ),
    description: 'Creates a customer, active.',
    errors: { types: errorsOf.createCustomer },
    args: { input: t.arg({ type: inputs.CreateCustomer, required: true, description: 'What to create it with.' }) },
    resolve: (_root, { input }, { useCase }) => createCustomer(useCase, fromArguments(CreateCustomerInput, input)),
  }),
  updateCustomer: t.field({
    type: successOf('UpdateCustomerSuccess', 'The customer is as asked.'),
    description: 'Changes a customer. Where it is as asked already, nothing changes.',
    errors: { types: errorsOf.updateCustomer },
    args: { input: t.arg({ type: inputs.UpdateCustomer, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, { useCase }) => updateCustomer(useCase, fromArguments(UpdateCustomerInput, input)),
  }),
  archiveCustomer: t.field({
    type: successOf('ArchiveCustomerSuccess', 'The customer is archived.'),
    description: 'Puts a customer aside; all goes on as before. Doing it again changes nothing.',
    errors: { types: errorsOf.archiveCustomer },
    args: { input: t.arg({ type: inputs.ArchiveCustomer, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { useCase }) => archiveCustomer(useCase, fromArguments(ArchiveCustomerInput, input)),
  }),
  restoreCustomer: t.field({
    type: successOf('RestoreCustomerSuccess', 'The customer is not archived.'),
    description: 'Takes a customer back that was archived. Doing it again changes nothing.',
    errors: { types: errorsOf.restoreCustomer },
    args: { input: t.arg({ type: inputs.RestoreCustomer, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { useCase }) => restoreCustomer(useCase, fromArguments(RestoreCustomerInput, input)),
  }),
  removeCustomer: t.field({
    type: RemoveCustomerSuccess,
    description: 'Removes a customer for good that has neither orders nor users. Its id can be used again.',
    errors: { types: errorsOf.removeCustomer },
    args: { input: t.arg({ type: inputs.RemoveCustomer, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { useCase }) => removeCustomer(useCase, fromArguments(RemoveCustomerInput, input)),
  }),
}));
