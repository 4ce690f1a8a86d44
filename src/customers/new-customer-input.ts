import { z } from 'zod';
import { expected, newId, optional, organisationOrOwn, possiblyEmptyText, remoteId } from '../shared/input.ts';
import { creationShape, newTexts } from '../shared/member-input.ts';
import { customerContact, customerProfile } from './profile.ts';

/** Returns the schema of the input of `createCustomer`, with these schemas for its texts. */
export function customerInputWith(schemas: typeof newTexts) {
  return z.object({
    organisation: organisationOrOwn,
    remoteId,
    ...creationShape(customerProfile, schemas),
    admin: z.object(creationShape(customerContact, schemas), expected('an object')),
  });
}

const { maxLength, use } = customerProfile.name;

/** The input of `createCustomer` for a new customer. The name can be empty, because `checkNamed` requires another one then. */
export const NewCustomerInput = customerInputWith(newTexts).extend({
  remoteId: optional(newId),
  name: possiblyEmptyText(maxLength, use),
});
