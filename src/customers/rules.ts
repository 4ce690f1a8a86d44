import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { namesOf, pick } from '../shared/members.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { CustomerInUseError } from './errors.ts';
import { type CustomerAdmin, customerContact, customerProfile } from './profile.ts';
import type { Customer, CustomerKind, CustomerProfile } from './types.ts';

/** The kind of a customer. A company is a customer with a company name. */
export function kindOf({ companyName }: Pick<Customer, 'companyName'>): CustomerKind {
  return companyName === null ? 'PERSON' : 'COMPANY';
}

/** Whether a customer has at least one of the three names. */
export function isNamed({ name, lastName, companyName }: Pick<Customer, 'name' | 'lastName' | 'companyName'>): boolean {
  return name !== '' || lastName !== null || companyName !== null;
}

/** Refuses to remove a customer that has orders or users, because they would be lost. */
export function checkRemoval(
  { remoteId }: Pick<Customer, 'remoteId'>,
  uses: { readonly orders: number; readonly users: number },
): Result<void, CustomerInUseError> {
  return uses.orders + uses.users === 0 ? allowed(undefined) : refused(new CustomerInUseError(remoteId, uses));
}

/** Changes to a customer. Undefined members stay unchanged; null removes optional text. */
export interface CustomerChanges extends Changes<CustomerProfile> {
  readonly admin?: Changes<CustomerAdmin> | undefined;
  readonly isActive?: boolean | undefined;
  readonly isArchived?: boolean | undefined;
}

/** The customer after the changes. `now` is the time of archiving, in UTC. */
export function withChanges(customer: Customer, changes: CustomerChanges, now: Temporal.Instant): Customer {
  const { admin = {}, isActive = customer.isActive, isArchived = customer.archivedAt !== null } = changes;
  const archivedAt = isArchived ? (customer.archivedAt ?? now) : null;
  const contact = { ...customer.admin, ...definedMembers<CustomerAdmin>(admin, contactNames) };
  return {
    ...customer,
    ...definedMembers<CustomerProfile>(changes, profileNames),
    admin: contact,
    isActive,
    archivedAt,
  };
}

const profileNames = namesOf(customerProfile);
const contactNames = namesOf(customerContact);

/**
 * The names of the members in which two versions of a customer differ, such as `admin.phone`. The archived state is left
 * out, because it has verbs of its own. Values are left out, because they are personal.
 */
export function changedMembers(before: Customer, after: Customer): string[] {
  const old = membersOf(before);
  return differing(old, membersOf(after), Object.keys(old));
}

function membersOf({ admin, isActive, ...customer }: Customer): Readonly<Record<string, unknown>> {
  const contact = Object.fromEntries(contactNames.map((name) => [`admin.${name}`, admin[name]]));
  return { ...pick(customer, profileNames), ...contact, isActive };
}
