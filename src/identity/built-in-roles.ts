import type { Transaction } from '../db/transactions/transaction.ts';
import { permissions, permissionsOf } from '../shared/permission.ts';
import { insertRoles } from './repository.ts';
import type { BuiltInRole } from './types.ts';

/** The roles that every organisation begins with. Whoever changes one also migrates the organisations that are there. */
export const builtInRoles: readonly BuiltInRole[] = [
  { builtIn: 'OWNER', name: 'Owner', permissions },
  { builtIn: 'SELLER', name: 'Seller', permissions: permissionsOf('SELLER') },
  { builtIn: 'SUPPORT', name: 'Support', permissions: permissionsOf('SUPPORT') },
  { builtIn: 'FINANCE', name: 'Finance', permissions: permissionsOf('FINANCE') },
  { builtIn: 'READ_ONLY', name: 'Read-only', permissions: permissions.filter((name) => name.endsWith(':view')) },
];

/** Gives a new organisation the built-in roles, within the caller's transaction. */
export async function giveBuiltInRoles(
  tx: Transaction,
  organisationId: number,
  createdAt: Temporal.Instant,
): Promise<void> {
  await insertRoles(tx, organisationId, builtInRoles, createdAt);
}
