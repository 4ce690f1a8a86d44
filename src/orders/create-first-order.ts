import { z } from 'zod';
import { findOffer } from '../catalogue/find-offer.ts';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { lockCustomer } from '../customers/for-other-features.ts';
import { inTransaction } from '../db/transactions/transaction.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import { expected, organisationOrOwn, remoteId, seatCount, text } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { renewalOpensAt } from '../terms/renewal-window.ts';
import { firstTerm } from '../terms/term.ts';
import { insertFirstOrder } from './placement-repository.ts';
import { insertedNew, recognizeOrder } from './recognize-order.ts';
import type { OrderResult } from './types.ts';

export const CreateFirstOrderInput = z.object({
  organisation: organisationOrOwn,
  /** The partner's id of the customer. */
  customer: remoteId,
  remoteId,
  product: text(100),
  seats: seatCount,
  duration: z.enum(['MONTHLY', 'YEARLY'], expected('MONTHLY or YEARLY')),
});
export type CreateFirstOrderInput = z.output<typeof CreateFirstOrderInput>;

/**
 * Opens a subscription whose first term starts now. Later requests address the subscription by the remote id of this
 * order. A repeated request returns the order of the first one and changes nothing. Contract: envelope A2.
 *
 * @throws {PermissionDeniedError} if the actor lacks `order:create`
 * @throws {OrganisationNotFoundError} if `organisation` is not at or below the actor's own
 * @throws {InvalidInputError} if the id is new and has no visible character
 * @throws {RemoteIdConflictError} if the id was used for a different request
 * @throws {OrganisationArchivedError} if the partner is archived
 * @throws {CustomerNotFoundError} if the partner has no such customer
 * @throws {CustomerInactiveError} if the customer is inactive
 * @throws {UnknownProductError} if the catalogue does not offer the product for this duration
 */
export async function createFirstOrder(ctx: UseCaseContext, input: CreateFirstOrderInput): Promise<OrderResult> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:create'));
  const { customer, product, seats, duration } = input;
  const supplied = fingerprint(ctx.fingerprintKey, { customer, product, seats, duration });
  const request = { organisationId, remoteId: input.remoteId, kind: 'FIRST' as const, supplied };
  return inTransaction(ctx.pool, async (tx) => {
    // The lock keeps the renewal window of the organisation unchanged until the subscription is committed. Otherwise a
    // change of the window could miss this subscription.
    const [organisation, locked, placed, offer] = await Promise.all([
      shareLockOrganisation(tx, organisationId),
      lockCustomer(tx, ctx, organisationId, customer),
      recognizeOrder(tx, request),
      findOffer(tx, organisationId, product, duration),
    ]);
    if (locked === undefined) throw new CustomerNotFoundError(customer);
    const { now } = locked.moment;
    if (placed !== undefined) return { orderId: placed.orderId, subscriptionId: placed.subscriptionId, now };
    orThrow(checkOpen(organisation));
    if (!locked.customer.isActive) throw new CustomerInactiveError(customer);

    const { ratePlanId, timeZone, windowDays } = orThrow(offer);
    const term = firstTerm(now, timeZone, duration);
    const order = { ...request, customerId: locked.customer.id, parentId: null, createdAt: now };
    const subscription = { ratePlanId, term, seats, renewalOpensAt: renewalOpensAt(term, windowDays) };
    const { startsAt, endsAt } = term;
    const after = { status: 'ACTIVE', product, seats, startsAt, endsAt };
    const about = { organisationId, subjectType: 'SUBSCRIPTION', before: null, after } as const;
    const outcome = { event: { verb: 'createFirstOrder', ...about }, moment: locked.moment } as const;
    const insertion = insertFirstOrder(tx, ctx, order, subscription, outcome);
    const { orderId, subscriptionId } = await insertedNew(tx, request, insertion);
    return { orderId, subscriptionId, now };
  });
}
