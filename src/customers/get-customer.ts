import { z } from 'zod';
import { onConnection } from '../db/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { CustomerNotFoundError } from './errors.ts';
import { findCustomer } from './repository.ts';
import type { Customer } from './types.ts';

export const GetCustomerInput = z.object({ remoteId });
export type GetCustomerInput = z.output<typeof GetCustomerInput>;

/**
 * A customer of the actor's own organisation.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:view`
 * @throws {CustomerNotFoundError} when it has no customer of this id
 */
export async function getCustomer(ctx: UseCaseContext, input: GetCustomerInput): Promise<Customer> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, undefined, 'customer:view'));
  const found = await onConnection(ctx.pool, (tx) => findCustomer(tx, organisationId, input.remoteId));
  if (found === undefined) throw new CustomerNotFoundError(input.remoteId);
  return found.customer;
}
