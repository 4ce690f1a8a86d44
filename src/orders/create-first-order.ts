import { z } from 'zod';
import { findOffer } from '../catalogue/find-offer.ts';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { lockCustomer } from '../customers/find-customer.ts';
import { inTransaction } from '../db/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { holdOrganisation } from '../organisations/find-organisation.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { fingerprint } from '../retries/fingerprint.ts';
import { expected, optional, ourId, remoteId, seatCount, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { renewalOpensAt } from '../terms/renewal-window.ts';
import { firstTerm } from '../terms/term.ts';
import { insertBoughtTerm } from './insert-bought-term.ts';
import { insertNewOrder, recognizeOrder } from './recognize-order.ts';
import { insertSubscription } from './subscription-repository.ts';
import type { OrderResult } from './types.ts';

export const CreateFirstOrderInput = z.object({
  organisation: optional(ourId),
  /** The partner's id of the customer. */
  customer: remoteId,
  remoteId,
  product: text(100),
  seats: seatCount,
  duration: z.enum(['MONTHLY', 'YEARLY'], expected('MONTHLY or YEARLY')),
});
export type CreateFirstOrderInput = z.output<typeof CreateFirstOrderInput>;

/**
 * Opens a subscription whose first term starts now. Its id is the one by which everything later is addressed. The same
 * request again answers the order as it is now and changes nothing. Contract: envelope A2.
 *
 * @throws {PermissionDeniedError} when the actor lacks `order:create`
 * @throws {OrganisationNotFoundError} when `organisation` is not at or below the actor's own
 * @throws {RemoteIdConflictError} when the id was used for a different request
 * @throws {OrganisationArchivedError} when the partner is archived
 * @throws {CustomerNotFoundError} when the partner has no such customer
 * @throws {CustomerInactiveError} when the customer is inactive
 * @throws {UnknownProductError} when the catalogue does not offer the product for this duration
 */
export async function createFirstOrder(ctx: UseCaseContext, input: CreateFirstOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:create'));
  const { customer, product, seats, duration } = input;
  const supplied = fingerprint(ctx.fingerprintKey, { customer, product, seats, duration });
  return inTransaction(ctx.pool, async (tx) => {
    // Its renewal window is not to change before the subscription is there to be given the new one.
    const organisation = await holdOrganisation(tx, organisationId);
    const locked = await lockCustomer(tx, ctx, organisationId, customer);
    const request = { organisationId, remoteId: input.remoteId, kind: 'FIRST' as const, supplied };
    const placed = await recognizeOrder(tx, request);
    if (locked === undefined) throw new CustomerNotFoundError(customer);
    const { now } = locked.moment;
    if (placed !== undefined) return { orderId: placed.orderId, subscriptionId: placed.subscriptionId, now };
    orThrow(checkOpen(organisation));
    if (!locked.customer.isActive) throw new CustomerInactiveError(customer);

    const { ratePlanId, timeZone, windowDays } = await findOffer(tx, organisationId, product, duration);
    const term = firstTerm(now, timeZone, duration);
    const opened = { organisationId, customerId: locked.customer.id, createdAt: now };
    const orderId = await insertNewOrder(tx, { ...request, ...opened, parentId: null });
    const subscriptionId = await insertSubscription(tx, {
      ...opened,
      firstOrderId: orderId,
      ratePlanId,
      term,
      renewalOpensAt: renewalOpensAt(term, windowDays),
    });
    const termId = await insertBoughtTerm(tx, ratePlanId, { organisationId, subscriptionId, orderId, term, seats });
    const { startsAt, endsAt } = term;
    await recordEvent(tx, ctx, locked.moment, {
      verb: 'createFirstOrder',
      organisationId,
      subjectType: 'SUBSCRIPTION',
      subjectId: subscriptionId,
      before: null,
      after: { orderId, termId, status: 'ACTIVE', product, seats, startsAt, endsAt },
    });
    return { orderId, subscriptionId, now };
  });
}
