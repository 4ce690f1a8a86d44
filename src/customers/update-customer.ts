import { z } from 'zod';
import { expected, optional, organisationOrOwn, remoteId } from '../shared/input.ts';
import { changeShape } from '../shared/member-input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeCustomer } from './change-customer.ts';
import { customerContact, customerProfile } from './profile.ts';
import type { CustomerChanges } from './rules.ts';
import type { Customer, CustomerReference } from './types.ts';

export const UpdateCustomerInput = z.object({
  organisation: organisationOrOwn,
  remoteId,
  ...changeShape(customerProfile),
  admin: optional(z.object(changeShape(customerContact))),
  isActive: optional(z.boolean(expected('true or false'))),
});
export type UpdateCustomerInput = CustomerReference & CustomerChanges;

/**
 * Updates a customer. Omitted members stay unchanged; null removes optional text. If nothing changes, nothing is written.
 * A later retry of `createCustomer` is still recognised. Contract: licensing C4.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no customer with this id
 * @throws {InvalidInputError} if the customer would have no name
 */
export async function updateCustomer(ctx: UseCaseContext, input: UpdateCustomerInput): Promise<Customer> {
  return changeCustomer(ctx, input, input);
}
