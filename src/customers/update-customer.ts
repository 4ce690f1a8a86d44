import { z } from 'zod';
import { inTransaction } from '../db/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { owningOrganisation } from '../organisations/rules.ts';
import { email, expected, optional, ourId, remoteId, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { CustomerNotFoundError } from './errors.ts';
import { lockCustomer, updateCustomerRow } from './repository.ts';
import { changedMembers, withChanges } from './rules.ts';
import type { Customer } from './types.ts';

export const UpdateCustomerInput = z.object({
  organisation: optional(ourId),
  remoteId,
  name: optional(text(255)),
  admin: optional(z.object({ email: optional(email), phone: text(50).nullish(), displayName: text(255).nullish() })),
  isActive: optional(z.boolean(expected('true or false'))),
});
export type UpdateCustomerInput = z.output<typeof UpdateCustomerInput>;

/**
 * Changes what is supplied and leaves the rest; `null` empties the phone and the display name. Where everything is as
 * asked already, nothing is written. A later retry of `createCustomer` is still recognised.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} when the partner has no customer of this id
 */
export async function updateCustomer(ctx: UseCaseContext, input: UpdateCustomerInput): Promise<Customer> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'customer:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockCustomer(tx, ctx, organisationId, input.remoteId);
    if (locked === undefined) throw new CustomerNotFoundError(input.remoteId);
    const { customer, moment } = locked;
    const updated = withChanges(customer, input);
    const changed = changedMembers(customer, updated);
    if (changed.length === 0) return customer;
    updateCustomerRow(tx, updated, moment.now);
    recordEvent(tx, ctx, moment, {
      verb: 'updateCustomer',
      organisationId,
      subjectType: 'CUSTOMER',
      subjectId: customer.id,
      before: { isActive: customer.isActive },
      after: { isActive: updated.isActive, changed },
    });
    return updated;
  });
}
