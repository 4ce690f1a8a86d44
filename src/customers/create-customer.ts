import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import { holdOrganisation } from '../organisations/find-organisation.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { RemoteIdConflictError } from '../retries/errors.ts';
import { fingerprint } from '../retries/fingerprint.ts';
import { differingMembers } from '../retries/rules.ts';
import { email, expected, optional, ourId, remoteId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findCustomer, insertCustomer, type NewCustomer } from './repository.ts';
import type { Customer } from './types.ts';

export const CreateCustomerInput = z.object({
  organisation: optional(ourId),
  remoteId,
  name: text(255),
  admin: z.object({ email, phone: optional(text(50)), displayName: optional(text(255)) }, expected('an object')),
});
export type CreateCustomerInput = z.output<typeof CreateCustomerInput>;

/**
 * Creates a customer, active. The same request again answers the customer as it is now and changes nothing.
 * Contract: envelope A1. No e-mail is sent.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {RemoteIdConflictError} when the id was used for a different request
 * @throws {OrganisationArchivedError} when the partner is archived
 */
export async function createCustomer(ctx: UseCaseContext, input: CreateCustomerInput): Promise<Customer> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'customer:manage'));
  const { name, admin } = input;
  const supplied = fingerprint(ctx.fingerprintKey, {
    name,
    'admin.email': admin.email,
    'admin.phone': admin.phone,
    'admin.displayName': admin.displayName,
  });
  const contact = { email: admin.email, phone: admin.phone ?? null, displayName: admin.displayName ?? null };
  const wanted = { organisationId, remoteId: input.remoteId, name, admin: contact, supplied };
  const created = await inTransaction(ctx.pool, (tx) => insertCustomer(tx, ctx, wanted));
  return created ?? inTransaction(ctx.pool, (tx) => findEarlier(tx, wanted));
}

/** The customer that stands in the way of a new one; throws what else does. */
async function findEarlier(tx: Transaction, wanted: NewCustomer): Promise<Customer> {
  const earlier = await recognizeCustomer(tx, wanted);
  if (earlier !== undefined) return earlier;
  orThrow(checkOpen(await holdOrganisation(tx, wanted.organisationId)));
  throw new Error('What was just in the way of a new customer is gone');
}

/** The customer that an earlier request of the same words created; undefined when the id is new. */
async function recognizeCustomer(
  tx: Transaction,
  { organisationId, remoteId: id, supplied }: NewCustomer,
): Promise<Customer | undefined> {
  const existing = await findCustomer(tx, organisationId, id);
  const conflicting = existing === undefined ? [] : differingMembers(existing.supplied, supplied);
  if (conflicting.length > 0) throw new RemoteIdConflictError(id, conflicting);
  return existing?.customer;
}
