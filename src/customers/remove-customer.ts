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
 * Permanently removes a customer that has neither orders nor users. Its id can be used again, and no personal data is
 * left: events keep only the partner's id and ours. Contract: licensing C5.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no customer with this id
 * @throws {CustomerInUseError} if it has orders or users
 */
export async function removeCustomer(ctx: UseCaseContext, input: RemoveCustomerInput): Promise<Customer> {
  return inTransaction(ctx.pool, async (tx) => {
    const { customer, moment } = await lockReferred(tx, ctx, input);
    // Counted under the lock, which every new order and user of the customer takes first.
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
