import { ArchiveCustomerInput, archiveCustomer } from '../../../customers/archive-customer.ts';
import { CreateCustomerInput, createCustomer } from '../../../customers/create-customer.ts';
import { contactRowOf } from '../../../customers/profile.ts';
import { RemoveCustomerInput, removeCustomer } from '../../../customers/remove-customer.ts';
import { RestoreCustomerInput, restoreCustomer } from '../../../customers/restore-customer.ts';
import type { Customer } from '../../../customers/types.ts';
import { UpdateCustomerInput, updateCustomer } from '../../../customers/update-customer.ts';
import { customerVerbErrors } from '../../../customers/verb-errors.ts';
import { type CustomerRow, readAnswered } from '../../../db/reading/reader.ts';
import { rowSelection } from '../../execution/row-selection.ts';
import { builder } from '../builder.ts';
import { dateOf } from '../connection.ts';
import { encodeGlobalId } from '../global-id.ts';
import { fromArguments } from '../input.ts';
import * as inputs from './inputs.ts';
import { CustomerNode } from './type.ts';

/** Returns the row of a customer that a verb returned. */
function rowOf({ admin, archivedAt, createdAt, ...customer }: Customer) {
  const dates = { archivedAt: archivedAt && dateOf(archivedAt), createdAt: dateOf(createdAt) };
  return { ...customer, ...contactRowOf(admin), ...dates };
}

function successOf(name: string, description: string) {
  return builder.objectRef<Customer>(name).implement({
    description,
    fields: (t) => ({
      customer: t.field({
        type: CustomerNode,
        description: 'The customer after the mutation.',
        resolve: (customer, _args, ctx, info) =>
          readAnswered<CustomerRow>(ctx.reader, 'Customer', rowOf(customer), rowSelection(ctx, info)),
      }),
    }),
  });
}

const RemoveCustomerSuccess = builder.objectRef<Customer>('RemoveCustomerSuccess').implement({
  description: 'The customer was removed. Its remote id can be used again.',
  fields: (t) => ({
    removedCustomerId: t.id({
      description: 'The `id` of the removed customer. Events still refer to it.',
      resolve: ({ id }) => encodeGlobalId('Customer', id),
    }),
  }),
});

builder.mutationFields((t) => ({
  createCustomer: t.field({
    type: successOf(
      'CreateCustomerSuccess',
      'The customer was created by this request or by an earlier identical one.',
    ),
    description: 'Creates an active customer.',
    errors: { types: customerVerbErrors.createCustomer },
    args: { input: t.arg({ type: inputs.CreateCustomer, required: true, description: 'The customer to create.' }) },
    resolve: (_root, { input }, { useCase }) => createCustomer(useCase, fromArguments(CreateCustomerInput, input)),
  }),
  updateCustomer: t.field({
    type: successOf('UpdateCustomerSuccess', 'The customer was updated.'),
    description: 'Updates a customer. If the customer already has the given values, nothing changes.',
    errors: { types: customerVerbErrors.updateCustomer },
    args: {
      input: t.arg({ type: inputs.UpdateCustomer, required: true, description: 'The customer and its changes.' }),
    },
    resolve: (_root, { input }, { useCase }) => updateCustomer(useCase, fromArguments(UpdateCustomerInput, input)),
  }),
  archiveCustomer: t.field({
    type: successOf('ArchiveCustomerSuccess', 'The customer is archived.'),
    description:
      'Archives a customer. Archiving has no effect on its orders, subscriptions and users. If the customer is already archived, nothing changes.',
    errors: { types: customerVerbErrors.archiveCustomer },
    args: { input: t.arg({ type: inputs.ArchiveCustomer, required: true, description: 'The customer to archive.' }) },
    resolve: (_root, { input }, { useCase }) => archiveCustomer(useCase, fromArguments(ArchiveCustomerInput, input)),
  }),
  restoreCustomer: t.field({
    type: successOf('RestoreCustomerSuccess', 'The customer is not archived.'),
    description: 'Restores an archived customer. If the customer is not archived, nothing changes.',
    errors: { types: customerVerbErrors.restoreCustomer },
    args: { input: t.arg({ type: inputs.RestoreCustomer, required: true, description: 'The customer to restore.' }) },
    resolve: (_root, { input }, { useCase }) => restoreCustomer(useCase, fromArguments(RestoreCustomerInput, input)),
  }),
  removeCustomer: t.field({
    type: RemoveCustomerSuccess,
    description:
      'Removes a customer permanently. The customer must have no orders and no users. Its remote id can be used again.',
    errors: { types: customerVerbErrors.removeCustomer },
    args: { input: t.arg({ type: inputs.RemoveCustomer, required: true, description: 'The customer to remove.' }) },
    resolve: (_root, { input }, { useCase }) => removeCustomer(useCase, fromArguments(RemoveCustomerInput, input)),
  }),
}));
