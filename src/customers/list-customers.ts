import { onConnection } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type CustomerPage, findCustomers } from './list-repository.ts';
import type { Customer } from './types.ts';

export type ListCustomersInput = CustomerPage;

/**
 * Returns a page of the customers of the actor's own organisation, sorted by the company name (then the last name, then
 * the name) or by the last name (then the name). Contract: licensing C1.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:view`
 */
export async function listCustomers(ctx: UseCaseContext, input: ListCustomersInput): Promise<Customer[]> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, undefined, 'customer:view'));
  return onConnection(ctx.pool, (tx) => findCustomers(tx, organisationId, input));
}
