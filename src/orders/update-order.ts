import { z } from 'zod';
import { organisationOrOwn, remoteId } from '../shared/input.ts';
import { changeShape } from '../shared/member-input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeOrder } from './change-order.ts';
import { orderDetails } from './details.ts';
import type { OrderResult } from './types.ts';

export const UpdateOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of any order: a first order, a renewal or a change. */
  remoteId,
  ...changeShape(orderDetails),
});
export type UpdateOrderInput = z.output<typeof UpdateOrderInput>;

/**
 * Updates the details of an order. Omitted members stay unchanged; null removes optional text. The subscription is not
 * affected, and a later retry of the verb that placed the order is still recognised. Contract: licensing C6.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:change`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} if the partner has no such order
 * @throws {InvalidInputError} if the activation limit is too large
 */
export async function updateOrder(ctx: UseCaseContext, input: UpdateOrderInput): Promise<OrderResult> {
  return changeOrder(ctx, input, input);
}
