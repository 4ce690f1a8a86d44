import sql from 'sql-template-tag';
import type { Transaction } from '../db/transaction.ts';
import type { Role } from './types.ts';

/**
 * Locks these roles of the organisation against change and removal, in one order for all, and answers those that there
 * are: what they allow stays true, and they stay, until the end of the transaction.
 */
export function shareRoles(tx: Transaction, organisationId: number, ids: readonly number[]): Promise<Role[]> {
  return tx.rows<Role>(sql`
    SELECT "id", "organisationId", "name", "builtIn", "permissions" FROM "Role"
    WHERE "organisationId" = ${organisationId} AND "id" = ANY(${ids})
    ORDER BY "id" FOR SHARE`);
}
