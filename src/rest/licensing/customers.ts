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
      'By what the list is sorted: default and company by the name of the company, then by last name and name; name by last name, then by name. The older one comes first among equals, and who lacks a name before who has it.',
    example: 'name',
  }),
  ...paging,
  type: oneOfOrAny(['company', 'person'], {
    description: 'Only companies (company) or only persons (person); all, where it is anything else.',
    example: 'company',
  }),
  archived: flag({
    description: 'Only archived customers, or only those that are not; both without it.',
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
    description: 'The customers of your organisation.',
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
    description: 'One customer of your organisation.',
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
      'A new customer of your organisation, each time: to repeat a request safely, send it with an Idempotency-Key. In other dialects it goes by the remote id #8, where 8 is its id.',
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
    description: 'Changes what is given of a customer. Archiving it puts it aside, and all goes on as before.',
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
    description: 'Removes a customer for good that has neither orders nor users, and answers it as it was.',
    takes: ['customer:manage', 'customer:view'],
    parameters: ById,
    answer: WrappedCustomer,
    call: async (ctx, { parameters: { id } }) => answered(await removeCustomer(ctx, { customer: id })),
  }),
];

function answered(customer: Parameters<typeof toCustomer>[0]) {
  return { body: { customer: toCustomer(customer) } };
}
