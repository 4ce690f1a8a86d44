import type { z } from 'zod';
import { findOffer } from '../catalogue/find-offer.ts';
import { CustomerInactiveError, CustomerNotFoundError } from '../customers/errors.ts';
import { findCustomer } from '../customers/for-other-features.ts';
import { inSnapshot } from '../db/transactions/transaction.ts';
import { findOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen, owningOrganisation } from '../organisations/rules.ts';
import { optional, remoteId } from '../shared/input.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { firstTerm } from '../terms/term.ts';
import { CreateFirstOrderInput } from './create-first-order.ts';
import { findForPreview, isRetry, retryPreview } from './preview.ts';
import type { OrderPreview } from './types.ts';

export const PreviewFirstOrderInput = CreateFirstOrderInput.extend({ remoteId: optional(remoteId) });
export type PreviewFirstOrderInput = z.output<typeof PreviewFirstOrderInput>;

/** Returns the effect that `createFirstOrder` would have now, without writing. Throws the same errors. */
export async function previewFirstOrder(ctx: UseCaseContext, input: PreviewFirstOrderInput): Promise<OrderPreview> {
  const organisationId = orThrow(owningOrganisation(ctx.actor, input.organisation, 'order:create'));
  const { remoteId, customer, product, seats, duration } = input;
  return inSnapshot(ctx.pool, async (tx) => {
    const members = { customer, product, seats, duration };
    if (remoteId !== undefined && (await isRetry(tx, ctx, { organisationId, remoteId, kind: 'FIRST', members }))) {
      return retryPreview(await findForPreview(tx, ctx, organisationId, remoteId));
    }
    const found = await findCustomer(tx, organisationId, customer);
    if (found === undefined) throw new CustomerNotFoundError(customer);
    const organisation = await findOrganisation(tx, organisationId);
    if (organisation !== undefined) orThrow(checkOpen(organisation));
    if (!found.customer.isActive) throw new CustomerInactiveError(customer);
    const { timeZone } = orThrow(await findOffer(tx, organisationId, product, duration));
    const { startsAt, endsAt } = firstTerm(ctx.asOf, timeZone, duration);
    return {
      isRetry: false,
      status: 'ACTIVE',
      term: { startsAt, endsAt, seats },
      cancelsAt: null,
      effects: ['OPENS_SUBSCRIPTION', 'ADDS_TERM'],
      warnings: [],
    };
  });
}
