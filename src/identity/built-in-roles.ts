import type { Transaction } from '../db/transactions/transaction.ts';
import { permissions, permissionsOf } from '../shared/permission.ts';
import { insertRoles } from './repository.ts';
import type { BuiltInRole } from './types.ts';

/** The roles of every new organisation. A change here also needs a migration of existing organisations. */
export const builtInRoles: readonly BuiltInRole[] = [
  { builtIn: 'OWNER', name: 'Owner', permissions },
  { builtIn: 'SELLER', name: 'Seller', permissions: permissionsOf('SELLER') },
  { builtIn: 'SUPPORT', name: 'Support', permissions: permissionsOf('SUPPORT') },
  { builtIn: 'FINANCE', name: 'Finance', permissions: permissionsOf('FINANCE') },
  { builtIn: 'READ_ONLY', name: 'Read-only', permissions: permissions.filter((name) => name.endsWith(':view')) },
];

/** Creates the built-in roles of a new organisation, within the transaction of the caller. */
export async function giveBuiltInRoles(
  tx: Transaction,
  organisationId: number,
  createdAt: Temporal.Instant,
): Promise<void> {
  await insertRoles(tx, organisationId, builtInRoles, createdAt);
}
