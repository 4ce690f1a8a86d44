import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import { ourId } from '../shared/input.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { OperatorNotFoundError } from './errors.ts';
import { findOperator } from './read-repository.ts';
import type { Operator } from './types.ts';

export const GetOperatorInput = z.object({ operator: ourId });
export type GetOperatorInput = z.output<typeof GetOperatorInput>;

/**
 * Returns an operator. Its API clients are included only if the actor has `key:view`. Contract: hub B6.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:view`
 * @throws {OperatorNotFoundError} if there is no such operator at or below the actor's organisation
 */
export async function getOperator(ctx: UseCaseContext, input: GetOperatorInput): Promise<Operator> {
  orThrow(checkPermission(ctx.actor, 'operator:view'));
  const found = await onConnection(ctx.pool, (tx) => findOperator(tx, ctx.actor, input.operator));
  if (found === undefined) throw new OperatorNotFoundError();
  return found;
}
