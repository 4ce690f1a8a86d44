import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import { CustomerInUseError } from './errors.ts';
import type { Customer, CustomerAdmin, CustomerKind, CustomerProfile } from './types.ts';

/** A company is who has the name of one. */
export function kindOf({ companyName }: Pick<Customer, 'companyName'>): CustomerKind {
  return companyName === null ? 'PERSON' : 'COMPANY';
}

/** Whether any name says who a customer is. */
export function isNamed({ name, lastName, companyName }: Pick<Customer, 'name' | 'lastName' | 'companyName'>): boolean {
  return name !== '' || lastName !== null || companyName !== null;
}

/** Whether nothing would be lost with a customer. */
export function checkRemoval(
  { remoteId }: Pick<Customer, 'remoteId'>,
  uses: { readonly orders: number; readonly users: number },
): Result<void, CustomerInUseError> {
  return uses.orders + uses.users === 0 ? allowed(undefined) : refused(new CustomerInUseError(remoteId, uses));
}

/** What can be changed of a customer; what is undefined stays, and null empties what can be empty. */
export interface CustomerChanges extends Changes<CustomerProfile> {
  readonly admin?: Changes<CustomerAdmin> | undefined;
  readonly isActive?: boolean | undefined;
  readonly isArchived?: boolean | undefined;
}

/** A customer with the changes that are made to it at `now`. */
export function withChanges(customer: Customer, changes: CustomerChanges, now: Temporal.Instant): Customer {
  const { admin = {}, isActive = customer.isActive, isArchived = customer.archivedAt !== null } = changes;
  const archivedAt = isArchived ? (customer.archivedAt ?? now) : null;
  const contact = { ...customer.admin, ...definedMembers<CustomerAdmin>(admin, ['email', 'phone', 'displayName']) };
  return {
    ...customer,
    ...definedMembers<CustomerProfile>(changes, profileMembers),
    admin: contact,
    isActive,
    archivedAt,
  };
}

const profileMembers = [
  'name',
  'lastName',
  'companyName',
  'description',
  'crmId',
  'refId',
] as const satisfies (keyof CustomerProfile)[];

/**
 * The names of the members in which two versions of a customer differ, but for whether it is archived, which has verbs of
 * its own. Names only: the values are personal.
 */
export function changedMembers(before: Customer, after: Customer): string[] {
  const old = membersOf(before);
  return differing(old, membersOf(after), Object.keys(old));
}

function membersOf({ admin, isActive, ...customer }: Customer): Readonly<Record<string, unknown>> {
  const profile = Object.fromEntries(profileMembers.map((member) => [member, customer[member]]));
  const { email, phone, displayName } = admin;
  return { ...profile, 'admin.email': email, 'admin.phone': phone, 'admin.displayName': displayName, isActive };
}
