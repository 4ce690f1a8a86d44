import type { z } from 'zod';
import { ConflictError } from '../db/errors.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import { differingMembers } from '../request-fingerprints/rules.ts';
import { type InputIssue, InvalidInputError, issuesIn, knownEmail, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNamed } from './check-named.ts';
import { insertCustomer } from './insert-customer.ts';
import type { NewCustomer } from './insertion-repository.ts';
import { customerInputWith, NewCustomerInput } from './new-customer-input.ts';
import { findCustomer } from './repository.ts';
import type { Customer } from './types.ts';

/**
 * The texts of the input may be those of a customer from before the rules of new texts, because a retry is recognised
 * before any rule.
 */
export const CreateCustomerInput = customerInputWith((maxLength) => text(maxLength), knownEmail);

/** What a customer is created with. */
export interface CreateCustomerInput extends Omit<z.output<typeof CreateCustomerInput>, 'remoteId'> {
  /** Without one it gets `#` and our id of it. */
  readonly remoteId?: string | undefined;
  /** True unless said. */
  readonly isActive?: boolean | undefined;
  /** False unless said. */
  readonly isArchived?: boolean | undefined;
}

/**
 * Creates a customer. The same request with the same remote id again answers the customer as it is now and changes
 * nothing; without a remote id each request is a new one. Contract: envelope A1, licensing C3. No e-mail is sent.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} when no name says who it is, or when the customer is new and one of its texts breaks the rules of new texts
 * @throws {RemoteIdConflictError} when the id was used for a different request
 * @throws {OrganisationArchivedError} when the partner is archived
 */
export async function createCustomer(ctx: UseCaseContext, input: CreateCustomerInput): Promise<Customer> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'customer:manage'));
  const { name, lastName = null, companyName = null, description = null, crmId = null, refId = null, admin } = input;
  const wanted: NewCustomer = {
    organisationId,
    remoteId: input.remoteId,
    ...{ name, lastName, companyName, description, crmId, refId },
    admin: { email: admin.email, phone: admin.phone ?? null, displayName: admin.displayName ?? null },
    isActive: input.isActive ?? true,
    isArchived: input.isArchived ?? false,
    supplied: fingerprint(ctx.fingerprintKey, suppliedMembers(input)),
  };
  checkNamed(wanted);
  const issues = issuesIn(NewCustomerInput, input);
  const created = issues.length === 0 ? await insertCustomer(ctx, wanted) : undefined;
  return created ?? inTransaction(ctx.pool, (tx) => findEarlier(tx, wanted, issues));
}

function suppliedMembers({
  organisation: _,
  remoteId: __,
  admin,
  isActive,
  isArchived,
  ...profile
}: CreateCustomerInput) {
  return {
    ...profile,
    'admin.email': admin.email,
    'admin.phone': admin.phone,
    'admin.displayName': admin.displayName,
    isActive: isActive?.toString(),
    isArchived: isArchived?.toString(),
  };
}

/** The customer that stands in the way of a new one; throws what else does. */
async function findEarlier(tx: Transaction, wanted: NewCustomer, issues: readonly InputIssue[]): Promise<Customer> {
  const earlier = await recognizeCustomer(tx, wanted);
  if (earlier !== undefined) return earlier;
  if (issues.length > 0) throw new InvalidInputError(issues);
  orThrow(checkOpen(await shareLockOrganisation(tx, wanted.organisationId)));
  // It was removed just now, or somebody else was faster with the id that a customer without one was to get.
  throw new ConflictError();
}

/** The customer that an earlier request of the same words created; undefined when the id is new. */
async function recognizeCustomer(
  tx: Transaction,
  { organisationId, remoteId: id, supplied }: NewCustomer,
): Promise<Customer | undefined> {
  if (id === undefined) return undefined;
  const existing = await findCustomer(tx, organisationId, id);
  if (existing === undefined) return undefined;
  const conflicting = differingMembers(existing.supplied, supplied);
  if (conflicting.length > 0) throw new RemoteIdConflictError(id, conflicting);
  return existing.customer;
}
