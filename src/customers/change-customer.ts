import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordChanges } from '../events/record-changes.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNamed } from './check-named.ts';
import { lockReferred } from './referred-customer.ts';
import { updateCustomerRow } from './repository.ts';
import { type CustomerChanges, changedMembers, withChanges } from './rules.ts';
import type { Customer, CustomerReference } from './types.ts';

/**
 * Updates a customer. Omitted members stay unchanged. If nothing changes, nothing is written.
 *
 * @throws {PermissionDeniedError} if the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} if the partner has no customer with this id
 * @throws {InvalidInputError} if the customer would have no name
 */
export async function changeCustomer(
  ctx: UseCaseContext,
  reference: CustomerReference,
  changes: CustomerChanges,
): Promise<Customer> {
  return inTransaction(ctx.pool, async (tx) => {
    const { customer, moment } = await lockReferred(tx, ctx, reference);
    const updated = withChanges(customer, changes, moment.now);
    checkNamed(updated);
    if (record(tx, ctx, moment, customer, updated)) updateCustomerRow(tx, updated, moment.now);
    return updated;
  });
}

/** Records what changed. Returns whether anything did. */
function record(tx: Transaction, ctx: UseCaseContext, moment: Moment, before: Customer, after: Customer): boolean {
  const { id: subjectId, organisationId } = before;
  return recordChanges(tx, ctx, moment, { organisationId, subjectType: 'CUSTOMER', subjectId }, verbs, {
    before: { facts: { isActive: before.isActive }, archivedAt: before.archivedAt },
    after: { facts: { isActive: after.isActive }, archivedAt: after.archivedAt },
    changed: changedMembers(before, after),
  });
}

const verbs = { update: 'updateCustomer', archive: 'archiveCustomer', restore: 'restoreCustomer' } as const;
