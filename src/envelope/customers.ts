import { z } from 'zod';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import type { Customer } from '../customers/types.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { unixSeconds } from '../shared/clock.ts';
import { email, expected, optional, remoteId, text } from '../shared/input.ts';
import { method } from './method.ts';

const isActive = optional(z.boolean(expected('true or false')));

/** The seven documented members, in the documented order. Contract: envelope A1. */
function toCustomer({ name, organisationId, createdAt, id, isActive, admin, remoteId }: Customer) {
  return {
    name,
    partner: organisationId,
    createdAt: unixSeconds(createdAt),
    id,
    isActive,
    admin: { email: admin.email },
    remoteId,
  };
}

export const customerMethods = {
  createCustomer: method(
    z.object({
      id: remoteId,
      name: text(255),
      admin: z.object({ email, phone: optional(text(50)), displayName: optional(text(255)) }, expected('an object')),
    }),
    async (ctx, { id, ...customer }) => toCustomer(await createCustomer(ctx, { ...customer, remoteId: id })),
  ),
  updateCustomer: method(
    z.object({
      id: remoteId,
      name: optional(text(255)),
      admin: optional(
        z.object({ email: optional(email), phone: text(50).nullish(), displayName: text(255).nullish() }),
      ),
      isActive,
    }),
    async (ctx, { id, ...changes }) => toCustomer(await updateCustomer(ctx, { ...changes, remoteId: id })),
  ),
  getCustomer: method(z.object({ id: remoteId }), async (ctx, { id }) =>
    toCustomer(await getCustomer(ctx, { remoteId: id })),
  ),
};
