import { type CreateCustomerInput, createCustomer } from '../../src/customers/create-customer.ts';
import type { Customer } from '../../src/customers/types.ts';
import type { UseCaseContext } from '../../src/shared/use-case-context.ts';
import type { Partner } from './partner.ts';

/** Returns the input of a customer. */
export const wanted = (remoteId: string | undefined, name = 'A customer'): CreateCustomerInput => ({
  remoteId,
  name,
  admin: { email: 'isa@example.com' },
});

/** Returns the id of the request for the customer with this index. */
export const requestAt = (index: number) => `request ${String(index).padStart(3, '0')}`;

/** Creates these customers simultaneously, each in its own request. */
export async function createAll(partner: Partner, inputs: readonly CreateCustomerInput[]) {
  return createAllIn(await partner.context(), inputs);
}

/** Creates these customers simultaneously, each in its own request of this context. */
export function createAllIn(
  context: UseCaseContext,
  inputs: readonly CreateCustomerInput[],
): Promise<PromiseSettledResult<Customer>[]> {
  const requests = inputs.map((_, index) => ({ ...context, requestId: requestAt(index) }) satisfies UseCaseContext);
  return Promise.allSettled(inputs.map((input, index) => createCustomer(requests[index] as UseCaseContext, input)));
}

/** Returns the customers that were created. */
export const valuesOf = (outcomes: readonly PromiseSettledResult<Customer>[]): Customer[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

/** Returns the errors. */
export const reasonsOf = (outcomes: readonly PromiseSettledResult<Customer>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));

/** Returns the partner's customers with the requests of their events, in the order of these requests. */
export function customersOf({ organisationId, world }: Partner) {
  return world.rows<{ remoteId: string; name: string; requestIds: string[] }>(
    `SELECT c."remoteId", c."name", array_agg(e."requestId") AS "requestIds"
     FROM "Customer" c
     LEFT JOIN "Event" e ON e."organisationId" = c."organisationId" AND e."verb" = 'createCustomer' AND e."subjectId" = c."id"
     WHERE c."organisationId" = $1 GROUP BY c."id" ORDER BY min(e."requestId"), c."id"`,
    [organisationId],
  );
}

/** Returns the statements that insert customers. */
export const insertions = (statements: readonly string[]) =>
  statements.filter((text) => text.includes('INSERT INTO "Customer"'));
