import { z } from 'zod';
import { createCustomer } from '../../customers/create-customer.ts';
import { getCustomer } from '../../customers/get-customer.ts';
import { listCustomers } from '../../customers/list-customers.ts';
import { removeCustomer } from '../../customers/remove-customer.ts';
import { updateCustomer } from '../../customers/update-customer.ts';
import { flag, oneOf, pathId } from '../parameters.ts';
import { route } from '../route.ts';
import { toCustomer, WrappedCustomer, WrappedCustomers } from './customer-answers.ts';
import { ChangeCustomer, CreateCustomer, toChanges, toCreation } from './customer-inputs.ts';
import { oneOfOrAny, paging, toPage } from './parameters.ts';

export const ById = z.object({ id: pathId({ description: 'The id of the customer.', example: 8 }) });

const sortings = { default: 'COMPANY', name: 'NAME', company: 'COMPANY' } as const;
const kinds = { company: 'COMPANY', person: 'PERSON' } as const;

const CustomerQuery = z.object({
  sortby: oneOf(['default', 'name', 'company'], 'default', {
    description:
      'The sort order. The values default and company sort by company name, then last name, then name. The value name sorts by last name, then name. Missing names come first. Older customers come first among equals.',
    example: 'name',
  }),
  ...paging,
  type: oneOfOrAny(['company', 'person'], {
    description: 'Returns only companies (company) or only persons (person). Any other value returns both.',
    example: 'company',
  }),
  archived: flag({
    description: 'Returns only archived customers (true) or only the others (false). The default is both.',
    example: false,
  }),
});

export const customerRoutes = [
  route({
    method: 'GET',
    path: '/customers',
    operationId: 'listCustomers',
    tag: 'Customers',
    summary: 'List customers',
    description: 'Returns the customers of your organisation.',
    takes: ['customer:view'],
    query: CustomerQuery,
    answer: WrappedCustomers,
    call: async (ctx, { query: { sortby, type, archived, ...page } }) => {
      const customers = await listCustomers(ctx, {
        kind: type && kinds[type],
        isArchived: archived,
        sortBy: sortings[sortby],
        ...toPage(page),
      });
      return { body: { customers: customers.map(toCustomer) } };
    },
  }),
  route({
    method: 'GET',
    path: '/customers/{id}',
    operationId: 'getCustomer',
    tag: 'Customers',
    summary: 'Get a customer',
    description: 'Returns a customer of your organisation.',
    takes: ['customer:view'],
    parameters: ById,
    answer: WrappedCustomer,
    call: async (ctx, { parameters: { id } }) => answered(await getCustomer(ctx, { customer: id })),
  }),
  route({
    method: 'POST',
    path: '/customers',
    operationId: 'createCustomer',
    tag: 'Customers',
    summary: 'Create a customer',
    description:
      'Creates a customer of your organisation. A repeated request creates another customer; send an Idempotency-Key to repeat a request safely. The other APIs identify a customer with the id 8 by the remote id #8.',
    takes: ['customer:manage', 'customer:view'],
    body: CreateCustomer,
    answer: WrappedCustomer,
    call: async (ctx, { body }) => answered(await createCustomer(ctx, toCreation(body))),
  }),
  route({
    method: 'PUT',
    path: '/customers/{id}',
    operationId: 'changeCustomer',
    tag: 'Customers',
    summary: 'Change a customer',
    description:
      'Updates the given members of a customer. Archiving is only a mark: orders and users of the customer are unaffected.',
    takes: ['customer:manage', 'customer:view'],
    parameters: ById,
    body: ChangeCustomer,
    answer: WrappedCustomer,
    call: async (ctx, { parameters: { id }, body }) =>
      answered(await updateCustomer(ctx, { customer: id, ...toChanges(body) })),
  }),
  route({
    method: 'DELETE',
    path: '/customers/{id}',
    operationId: 'removeCustomer',
    tag: 'Customers',
    summary: 'Remove a customer',
    description: 'Permanently removes a customer without orders and users, and returns the removed customer.',
    takes: ['customer:manage', 'customer:view'],
    parameters: ById,
    answer: WrappedCustomer,
    call: async (ctx, { parameters: { id } }) => answered(await removeCustomer(ctx, { customer: id })),
  }),
];

function answered(customer: Parameters<typeof toCustomer>[0]) {
  return { body: { customer: toCustomer(customer) } };
}
