import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { lockReferred } from './referred-customer.ts';
import { countUses, deleteCustomer } from './repository.ts';
import { checkRemoval } from './rules.ts';
import type { Customer, CustomerReference } from './types.ts';

export const RemoveCustomerInput = z.object({ organisation: organisationOrOwn, remoteId });
export type RemoveCustomerInput = CustomerReference;

/**
 * Removes a customer for good that has neither orders nor users: its id can be used again, and no personal datum is left.
 * The events keep our id of it and the partner's only. Contract: licensing C5.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} when the partner has no customer of this id
 * @throws {CustomerInUseError} when it has orders or users
 */
export async function removeCustomer(ctx: UseCaseContext, input: RemoveCustomerInput): Promise<Customer> {
  return inTransaction(ctx.pool, async (tx) => {
    const { customer, moment } = await lockReferred(tx, ctx, input);
    // Only now: whoever places an order or creates a user for it takes this very lock first.
    orThrow(checkRemoval(customer, await countUses(tx, customer)));
    deleteCustomer(tx, customer);
    recordEvent(tx, ctx, moment, {
      verb: 'removeCustomer',
      organisationId: customer.organisationId,
      subjectType: 'CUSTOMER',
      subjectId: customer.id,
      before: { remoteId: customer.remoteId, isActive: customer.isActive },
      after: null,
    });
    return customer;
  });
}
