import { z } from 'zod';
import {
  expected,
  expectedNumber,
  largestInteger,
  optional,
  organisationOrOwn,
  remoteId,
  text,
} from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { changeOrder } from './change-order.ts';
import type { OrderResult } from './types.ts';

const limit = expectedNumber('a whole number from 1');
const flag = optional(z.boolean(expected('true or false')));

export const UpdateOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of any order: a first one, a renewal or a change. */
  remoteId,
  description: text(2000, 'PROSE').nullish(),
  crmId: text(255, 'ID').nullish(),
  refId: text(255, 'ID').nullish(),
  activationLimit: optional(z.int(limit).min(1, limit).max(largestInteger, limit)),
  isDemo: flag,
  canOverwriteContainer: flag,
  customerRequired: flag,
});
export type UpdateOrderInput = z.output<typeof UpdateOrderInput>;

/**
 * Changes the details of an order and leaves the rest; `null` empties what can be empty. What it bought runs on as it
 * did, and a later retry of the verb that placed it is still recognised. Contract: licensing C6.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:change`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {OrderNotFoundError} when the partner has no such order
 * @throws {InvalidInputError} when it may not be activated that often
 */
export async function updateOrder(ctx: UseCaseContext, input: UpdateOrderInput): Promise<OrderResult> {
  return changeOrder(ctx, input, input);
}
