import type { Transaction } from '../db/transactions/transaction.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import type { Moment } from '../shared/clock.ts';
import type { Permission } from '../shared/permission.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { CustomerNotFoundError } from './errors.ts';
import { findCustomer, lockCustomer } from './repository.ts';
import type { Customer, CustomerReference } from './types.ts';

/**
 * Locks the customer that a reference names, for a change. Returns it with the time at which the lock was taken.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if a named organisation is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no such customer
 */
export async function lockReferred(
  tx: Transaction,
  ctx: UseCaseContext,
  reference: CustomerReference,
): Promise<{ customer: Customer; moment: Moment }> {
  const { organisationId, id } = placeOf(ctx, reference, 'customer:manage');
  const locked = await lockCustomer(tx, ctx, organisationId, id);
  if (locked === undefined) throw new CustomerNotFoundError(String(id));
  return locked;
}

/** Returns the customer that a reference names. Requires `customer:view`, and throws the same errors as `lockReferred`. */
export async function findReferred(
  tx: Transaction,
  ctx: UseCaseContext,
  reference: CustomerReference,
): Promise<Customer> {
  const { organisationId, id } = placeOf(ctx, reference, 'customer:view');
  const found = await findCustomer(tx, organisationId, id);
  if (found === undefined) throw new CustomerNotFoundError(String(id));
  return found.customer;
}

function placeOf({ actor }: UseCaseContext, reference: CustomerReference, permission: Permission) {
  const isOurs = 'customer' in reference;
  const organisationId = orThrow(owningOrganisation(actor, isOurs ? undefined : reference.organisation, permission));
  return { organisationId, id: isOurs ? reference.customer : reference.remoteId };
}
