import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { checkNamed } from './check-named.ts';
import { lockReferred } from './referred-customer.ts';
import { updateCustomerRow } from './repository.ts';
import { type CustomerChanges, changedMembers, withChanges } from './rules.ts';
import type { Customer, CustomerReference } from './types.ts';

/**
 * Changes what is supplied of a customer and leaves the rest. Where everything is as asked already, nothing is written.
 *
 * @throws {PermissionDeniedError} when the actor lacks `customer:manage`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {CustomerNotFoundError} when the partner has no customer of this id
 * @throws {InvalidInputError} when no name would say any more who it is
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
    if (recordChanges(tx, ctx, moment, customer, updated)) updateCustomerRow(tx, updated, moment.now);
    return updated;
  });
}

/** Writes down what changed, each under the verb by which it is known. Answers whether anything did. */
function recordChanges(
  tx: Transaction,
  ctx: UseCaseContext,
  moment: Moment,
  before: Customer,
  after: Customer,
): boolean {
  const { id: subjectId, organisationId } = before;
  const about = { organisationId, subjectType: 'CUSTOMER', subjectId } as const;
  const changed = changedMembers(before, after);
  if (changed.length > 0) {
    recordEvent(tx, ctx, moment, {
      ...about,
      verb: 'updateCustomer',
      before: { isActive: before.isActive },
      after: { isActive: after.isActive, changed },
    });
  }
  if (before.archivedAt === after.archivedAt) return changed.length > 0;
  recordEvent(tx, ctx, moment, {
    ...about,
    verb: after.archivedAt === null ? 'restoreCustomer' : 'archiveCustomer',
    before: { archivedAt: before.archivedAt },
    after: { archivedAt: after.archivedAt },
  });
  return true;
}
