import type { Customer, CustomerAdmin } from './types.ts';

/** What can be changed of a customer; what is undefined stays, and null empties a member of the admin. */
export interface CustomerChanges {
  readonly name?: string | undefined;
  readonly admin?:
    | {
        readonly email?: string | undefined;
        readonly phone?: string | null | undefined;
        readonly displayName?: string | null | undefined;
      }
    | undefined;
  readonly isActive?: boolean | undefined;
}

export function withChanges(customer: Customer, changes: CustomerChanges): Customer {
  return {
    ...customer,
    name: changes.name ?? customer.name,
    isActive: changes.isActive ?? customer.isActive,
    admin: withAdminChanges(customer.admin, changes.admin ?? {}),
  };
}

function withAdminChanges(admin: CustomerAdmin, changes: NonNullable<CustomerChanges['admin']>): CustomerAdmin {
  const { email, phone, displayName } = changes;
  return {
    email: email ?? admin.email,
    phone: phone === undefined ? admin.phone : phone,
    displayName: displayName === undefined ? admin.displayName : displayName,
  };
}

/** The names of the members in which two versions of a customer differ. Names only: the values are personal. */
export function changedMembers(before: Customer, after: Customer): string[] {
  const members = (customer: Customer) => ({
    name: customer.name,
    'admin.email': customer.admin.email,
    'admin.phone': customer.admin.phone,
    'admin.displayName': customer.admin.displayName,
    isActive: customer.isActive,
  });
  const [old, present] = [members(before), members(after)];
  return (Object.keys(old) as (keyof typeof old)[]).filter((member) => old[member] !== present[member]);
}
