import { z } from 'zod';
import { archiveCustomer } from '../customers/archive-customer.ts';
import { CreateCustomerInput, createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { removeCustomer } from '../customers/remove-customer.ts';
import { restoreCustomer } from '../customers/restore-customer.ts';
import type { Customer } from '../customers/types.ts';
import { UpdateCustomerInput, updateCustomer } from '../customers/update-customer.ts';
import { unixSeconds } from '../shared/clock.ts';
import { remoteId } from '../shared/input.ts';
import { method, readingMethod } from './method.ts';

/** Returns a customer with the seven documented members, in the documented order. Contract: envelope A1. */
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

const byId = z.object({ id: remoteId });

export const customerMethods = {
  createCustomer: method(
    z.object({ id: remoteId, ...CreateCustomerInput.pick({ name: true, admin: true }).shape }),
    async (ctx, { id, ...customer }) => toCustomer(await createCustomer(ctx, { ...customer, remoteId: id })),
  ),
  updateCustomer: method(
    z.object({ id: remoteId, ...UpdateCustomerInput.pick({ name: true, admin: true, isActive: true }).shape }),
    async (ctx, { id, ...changes }) => toCustomer(await updateCustomer(ctx, { ...changes, remoteId: id })),
  ),
  archiveCustomer: method(byId, async (ctx, { id }) => toCustomer(await archiveCustomer(ctx, { remoteId: id }))),
  restoreCustomer: method(byId, async (ctx, { id }) => toCustomer(await restoreCustomer(ctx, { remoteId: id }))),
  removeCustomer: method(byId, async (ctx, { id }) => {
    await removeCustomer(ctx, { remoteId: id });
    return true;
  }),
  getCustomer: readingMethod(byId, async (ctx, { id }) => toCustomer(await getCustomer(ctx, { remoteId: id }))),
};
