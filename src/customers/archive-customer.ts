import { z } from 'zod';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeCustomer } from './change-customer.ts';
import type { Customer } from './types.ts';

export const ArchiveCustomerInput = z.object({ organisation: organisationOrOwn, remoteId });
export type ArchiveCustomerInput = z.output<typeof ArchiveCustomerInput>;

/**
 * Puts a customer aside; all goes on as before. Again changes nothing.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} when the partner has no customer of this id
 */
export async function archiveCustomer(ctx: UseCaseContext, input: ArchiveCustomerInput): Promise<Customer> {
  return changeCustomer(ctx, input, { isArchived: true });
}
