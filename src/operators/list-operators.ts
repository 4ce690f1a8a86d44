import { z } from 'zod';
import { inSnapshot } from '../db/transactions/transaction.ts';
import { expected, expectedNumber, largestInteger, optional, ourId, text } from '../shared/input.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { countOperators, findOperators } from './read-repository.ts';
import type { Operator } from './types.ts';

const longestPage = 1000;
const flag = optional(z.boolean(expected('true or false')));
const pageNumber = expectedNumber('the number of a page, from 1');
const pageLength = expectedNumber(`a whole number from 1 to ${longestPage}`);

const sorting = z.object(
  {
    field: z.enum(['name', 'email'], expected('name or email')),
    direction: z.enum(['ASC', 'DESC'], expected('ASC or DESC')),
  },
  expected('an object'),
);

export const ListOperatorsInput = z.object({
  /** Matches a part of the name or the e-mail address, ignoring case. */
  text: optional(text(255)),
  /** Returns only operators of these organisations. */
  organisations: optional(z.array(ourId, expected('a list of ids'))),
  isVerified: flag,
  isActive: flag,
  mustResetPassword: flag,
  /** The sort order, most significant first. Ties are broken by id. */
  sortBy: optional(z.array(sorting, expected('a list')).max(10, { error: 'expected at most 10 orders, found more' })),
  /** Starts at 1. */
  page: z.int(pageNumber).min(1, pageNumber).max(largestInteger, pageNumber).default(1),
  perPage: z.int(pageLength).min(1, pageLength).max(longestPage, pageLength).default(longestPage),
});
export type ListOperatorsInput = z.output<typeof ListOperatorsInput>;

/**
 * Returns a page of the operators at or below the actor's organisation, and the number on all pages. An operator must
 * match all conditions. An organisation that the actor cannot see matches none. Contract: hub B5.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:view`
 */
export async function listOperators(
  ctx: UseCaseContext,
  input: ListOperatorsInput,
): Promise<{ operators: Operator[]; total: number }> {
  orThrow(checkPermission(ctx.actor, 'operator:view'));
  return inSnapshot(ctx.pool, async (tx) => ({
    operators: await findOperators(tx, ctx.actor, input),
    total: await countOperators(tx, ctx.actor, input),
  }));
}
