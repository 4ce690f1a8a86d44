import { z } from 'zod';
import { onConnection } from '../db/transaction.ts';
import { remoteId } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { CustomerNotFoundError } from './errors.ts';
import { findCustomer } from './repository.ts';
import type { Customer } from './types.ts';

export const GetCustomerInput = z.object({ remoteId });
export type GetCustomerInput = z.output<typeof GetCustomerInput>;

/**
 * A customer of the actor's own organisation.
 *
 * @throws {CustomerNotFoundError} when it has no customer of this id
 */
export async function getCustomer(ctx: UseCaseContext, input: GetCustomerInput): Promise<Customer> {
  const found = await onConnection(ctx.pool, (tx) => findCustomer(tx, ctx.actor.organisationId, input.remoteId));
  if (found === undefined) throw new CustomerNotFoundError(input.remoteId);
  return found.customer;
}
