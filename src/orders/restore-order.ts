import { z } from 'zod';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeOrder } from './change-order.ts';
import type { OrderResult } from './types.ts';

export const RestoreOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of any order: a first order, a renewal or a change. */
  remoteId,
});
export type RestoreOrderInput = z.output<typeof RestoreOrderInput>;

/**
 * Restores an archived order. A repeated call changes nothing.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:change`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 */
export async function restoreOrder(ctx: UseCaseContext, input: RestoreOrderInput): Promise<OrderResult> {
  return changeOrder(ctx, input, { isArchived: false });
}
