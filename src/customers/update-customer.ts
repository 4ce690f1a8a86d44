import { z } from 'zod';
import { email, expected, optional, organisationOrOwn, remoteId, text } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeCustomer } from './change-customer.ts';
import { adminTexts, profileTexts } from './profile-lengths.ts';
import type { CustomerChanges } from './rules.ts';
import type { Customer, CustomerReference } from './types.ts';

export const UpdateCustomerInput = z.object({
  organisation: organisationOrOwn,
  remoteId,
  name: optional(text(...profileTexts.name)),
  lastName: text(...profileTexts.lastName).nullish(),
  companyName: text(...profileTexts.companyName).nullish(),
  description: text(...profileTexts.description).nullish(),
  crmId: text(...profileTexts.crmId).nullish(),
  refId: text(...profileTexts.refId).nullish(),
  admin: optional(
    z.object({
      email: optional(email),
      phone: text(...adminTexts.phone).nullish(),
      displayName: text(...adminTexts.displayName).nullish(),
    }),
  ),
  isActive: optional(z.boolean(expected('true or false'))),
});
export type UpdateCustomerInput = CustomerReference & CustomerChanges;

/**
 * Changes what is supplied and leaves the rest; `null` empties what can be empty. Where everything is as asked already,
 * nothing is written. A later retry of `createCustomer` is still recognised. Contract: licensing C4.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} when the partner has no customer of this id
 * @throws {InvalidInputError} when no name would say any more who it is
 */
export async function updateCustomer(ctx: UseCaseContext, input: UpdateCustomerInput): Promise<Customer> {
  return changeCustomer(ctx, input, input);
}
