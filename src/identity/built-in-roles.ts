import type { Transaction } from '../db/transactions/transaction.ts';
import { permissions } from '../shared/permission.ts';
import { insertRoles } from './repository.ts';
import type { BuiltInRole } from './types.ts';

const looking = permissions.filter((permission) => permission.endsWith(':view'));

/** The roles that every organisation begins with. Whoever changes one also migrates the organisations that are there. */
export const builtInRoles: readonly BuiltInRole[] = [
  { builtIn: 'OWNER', name: 'Owner', permissions },
  {
    builtIn: 'SELLER',
    name: 'Seller',
    permissions: [
      'customer:view',
      'customer:manage',
      'order:view',
      'order:create',
      'order:renew',
      'order:change',
      'user:view',
    ],
  },
  {
    builtIn: 'SUPPORT',
    name: 'Support',
    permissions: [
      'operator:view',
      'customer:view',
      'order:view',
      'order:suspend',
      'user:view',
      'user:manage',
      'audit:view',
    ],
  },
  {
    builtIn: 'FINANCE',
    name: 'Finance',
    permissions: ['customer:view', 'order:view', 'order:suspend', 'order:cancel', 'audit:view'],
  },
  { builtIn: 'READ_ONLY', name: 'Read-only', permissions: looking },
];

/** Gives a new organisation the built-in roles, within the caller's transaction. */
export async function giveBuiltInRoles(
  tx: Transaction,
  organisationId: number,
  createdAt: Temporal.Instant,
): Promise<void> {
  await insertRoles(tx, organisationId, builtInRoles, createdAt);
}
