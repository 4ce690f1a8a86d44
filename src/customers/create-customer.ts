import type { z } from 'zod';
import { ConflictError } from '../db/errors.ts';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { RemoteIdConflictError } from '../request-fingerprints/errors.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import { differingMembers } from '../request-fingerprints/rules.ts';
import { type InputIssue, InvalidInputError, issuesIn } from '../shared/input.ts';
import { knownTexts } from '../shared/member-input.ts';
import { namesOf, pick, withNulls } from '../shared/members.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNamed } from './check-named.ts';
import { insertCustomer } from './insert-customer.ts';
import type { NewCustomer } from './insertion-repository.ts';
import { customerInputWith, NewCustomerInput } from './new-customer-input.ts';
import { type CustomerAdmin, customerContact, customerProfile } from './profile.ts';
import { findCustomer } from './repository.ts';
import type { Customer, CustomerProfile } from './types.ts';

/** Accepts texts that break the rules of new texts, because a retry is recognised before the rules apply. */
export const CreateCustomerInput = customerInputWith(knownTexts);

/** The input of `createCustomer`. */
export interface CreateCustomerInput extends Omit<z.output<typeof CreateCustomerInput>, 'remoteId'> {
  /** The default is `#` followed by our id of the customer. */
  readonly remoteId?: string | undefined;
  /** The default is true. */
  readonly isActive?: boolean | undefined;
  /** The default is false. */
  readonly isArchived?: boolean | undefined;
}

/**
 * Creates a customer. A repeated request with the same remote id returns the current customer and changes nothing. Without
 * a remote id, each request creates a customer. No e-mail is sent. Contract: envelope A1, licensing C3.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if it has no name, or if the customer is new and one of its texts breaks the rules of new texts
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {OrganisationArchivedError} if the partner is archived
 */
export async function createCustomer(ctx: UseCaseContext, input: CreateCustomerInput): Promise<Customer> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'customer:manage'));
  const newCustomer: NewCustomer = {
    organisationId,
    remoteId: input.remoteId,
    ...(withNulls(input, namesOf(customerProfile)) as CustomerProfile),
    admin: withNulls(input.admin, namesOf(customerContact)) as CustomerAdmin,
    isActive: input.isActive ?? true,
    isArchived: input.isArchived ?? false,
    supplied: fingerprint(ctx.fingerprintKey, suppliedMembers(input)),
  };
  checkNamed(newCustomer);
  const issues = issuesIn(NewCustomerInput, input);
  const created = issues.length === 0 ? await insertCustomer(ctx, newCustomer) : undefined;
  return created ?? inTransaction(ctx.pool, (tx) => findEarlier(tx, newCustomer, issues));
}

function suppliedMembers({ admin, isActive, isArchived, ...input }: CreateCustomerInput) {
  const contact = namesOf(customerContact).map((name) => [`admin.${name}`, admin[name]]);
  return {
    ...pick(input, namesOf(customerProfile)),
    ...Object.fromEntries(contact),
    isActive: isActive?.toString(),
    isArchived: isArchived?.toString(),
  };
}

/** Returns the earlier customer with the same id. Throws if the insertion failed for another reason. */
async function findEarlier(
  tx: Transaction,
  newCustomer: NewCustomer,
  issues: readonly InputIssue[],
): Promise<Customer> {
  const earlier = await recognizeCustomer(tx, newCustomer);
  if (earlier !== undefined) return earlier;
  if (issues.length > 0) throw new InvalidInputError(issues);
  orThrow(checkOpen(await shareLockOrganisation(tx, newCustomer.organisationId)));
  // The earlier customer was just removed, or a concurrent request took the id that the database had generated.
  throw new ConflictError();
}

/** Returns the customer that an earlier identical request created, or undefined if the id is new. */
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
