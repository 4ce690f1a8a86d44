import { z } from 'zod';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeCustomer } from './change-customer.ts';
import type { Customer } from './types.ts';

export const RestoreCustomerInput = z.object({ organisation: organisationOrOwn, remoteId });
export type RestoreCustomerInput = z.output<typeof RestoreCustomerInput>;

/**
 * Restores an archived customer. A repeated call changes nothing.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no customer with this id
 */
export async function restoreCustomer(ctx: UseCaseContext, input: RestoreCustomerInput): Promise<Customer> {
  return changeCustomer(ctx, input, { isArchived: false });
}
