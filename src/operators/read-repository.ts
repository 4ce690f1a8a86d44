import sql, { empty, join, type Sql } from 'sql-template-tag';
import { escapedForLike } from '../db/reading/like.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import { profileColumns } from './repository.ts';
import type { Operator } from './types.ts';

/** The filter, the order and the page of operators. */
export interface OperatorQuery {
  readonly text?: string | undefined;
  readonly organisations?: readonly number[] | undefined;
  readonly isVerified?: boolean | undefined;
  readonly isActive?: boolean | undefined;
  readonly mustResetPassword?: boolean | undefined;
  readonly sortBy?: readonly Sorting[] | undefined;
  readonly page: number;
  readonly perPage: number;
}

interface Sorting {
  readonly field: 'name' | 'email';
  readonly direction: 'ASC' | 'DESC';
}

export async function findOperator(tx: Transaction, actor: Actor, id: number): Promise<Operator | undefined> {
  const [operator] = await tx.rows<Operator>(sql`
    SELECT ${columnsFor(actor)} FROM "Operator" o
    WHERE o."id" = ${id} AND o."organisationId" = ANY(${actor.organisationIds})`);
  return operator;
}

export function findOperators(tx: Transaction, actor: Actor, query: OperatorQuery): Promise<Operator[]> {
  return tx.rows<Operator>(sql`
    SELECT ${columnsFor(actor)} FROM "Operator" o
    WHERE ${sqlConditionsOf(actor, query)}
    ORDER BY ${orderOf(query.sortBy ?? [])}
    LIMIT ${query.perPage} OFFSET ${(query.page - 1) * query.perPage}`);
}

export async function countOperators(tx: Transaction, actor: Actor, query: OperatorQuery): Promise<number> {
  const { total } = await tx.row<{ total: number }>(
    sql`SELECT count(*)::int AS "total" FROM "Operator" o WHERE ${sqlConditionsOf(actor, query)}`,
  );
  return total;
}

function columnsFor(actor: Actor): Sql {
  return sql`
    ${profileColumns}, o."createdAt", o."updatedAt",
    ARRAY(SELECT held."roleId" FROM "OperatorRole" held
          WHERE held."organisationId" = o."organisationId" AND held."operatorId" = o."id"
          ORDER BY held."roleId") AS "roles",
    coalesce((SELECT json_agg(json_build_object('id', c."id", 'name', c."name", 'clientId', c."clientId") ORDER BY c."id")
              FROM "ApiClient" c
              WHERE c."organisationId" = o."organisationId" AND c."operatorId" = o."id" AND c."revokedAt" IS NULL
                AND ${actor.permissions.has('key:view')}), '[]') AS "apiClients"`;
}

// One statement text for all filters, so that each connection prepares it once.
function sqlConditionsOf(actor: Actor, query: OperatorQuery): Sql {
  const { text, organisations, isVerified = null, isActive = null, mustResetPassword = null } = query;
  const visible = actor.organisationIds.filter((id) => organisations?.includes(id) ?? true);
  const pattern = text === undefined ? null : `%${escapedForLike(text)}%`;
  return sql`
    o."organisationId" = ANY(${visible})
    AND (${pattern}::text IS NULL OR o."name" ILIKE ${pattern} OR o."email" ILIKE ${pattern})
    AND (${isVerified}::boolean IS NULL OR o."isVerified" = ${isVerified})
    AND (${isActive}::boolean IS NULL OR o."isActive" = ${isActive})
    AND (${mustResetPassword}::boolean IS NULL OR o."mustResetPassword" = ${mustResetPassword})`;
}

const columnOf = { name: sql`o."name"`, email: sql`o."emailKey"` };
const directionOf = { ASC: empty, DESC: sql` DESC` };

/** Only the first occurrence of each column has an effect. */
function orderOf(sortBy: readonly Sorting[]): Sql {
  const first = sortBy.filter(({ field }, index) => sortBy.findIndex((other) => other.field === field) === index);
  return join([...first.map(({ field, direction }) => sql`${columnOf[field]}${directionOf[direction]}`), sql`o."id"`]);
}
