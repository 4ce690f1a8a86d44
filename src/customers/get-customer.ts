import { onConnection } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findReferred } from './referred-customer.ts';
import type { Customer, CustomerReference } from './types.ts';

/**
 * Returns a customer by the partner's id or by ours. Contract: envelope, licensing C2.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:view`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no customer with this id
 */
export async function getCustomer(ctx: UseCaseContext, input: CustomerReference): Promise<Customer> {
  return onConnection(ctx.pool, (tx) => findReferred(tx, ctx, input));
}
