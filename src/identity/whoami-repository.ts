import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

export interface WhoamiRow {
  readonly name: string;
  readonly realName: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly isAdmin: boolean;
  readonly isRoot: boolean;
}

/**
 * Returns the facts about an organisation, its acting operator and the holder of the credential. Both operators are
 * null for a key.
 */
export function findWhoami(
  tx: Transaction,
  ids: { organisationId: number; operatorId: number | null; realOperatorId: number | null },
): Promise<WhoamiRow> {
  return tx.row<WhoamiRow>(sql`
    SELECT coalesce(acting."name", o."name") AS "name", coalesce(holder."name", o."name") AS "realName", o."currency",
           coalesce(acting."language", o."locale") AS "locale", coalesce(acting."timeZone", o."timeZone") AS "timeZone",
           coalesce(acting."isAdmin", true) AS "isAdmin", o."parentId" IS NULL AS "isRoot"
    FROM "Organisation" o
    LEFT JOIN "Operator" acting ON acting."id" = ${ids.operatorId}
    LEFT JOIN "Operator" holder ON holder."id" = ${ids.realOperatorId}
    WHERE o."id" = ${ids.organisationId}`);
}
