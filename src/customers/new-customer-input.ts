import { z } from 'zod';
import {
  email,
  expected,
  newId,
  optional,
  organisationOrOwn,
  possiblyEmptyText,
  remoteId,
  text,
} from '../shared/input.ts';
import { adminTexts, profileTexts } from './profile-lengths.ts';

/** The input of `createCustomer`, with these schemas for its texts and for the e-mail address of its contact. */
export function customerInputWith(textFor: typeof text, address: typeof email) {
  const { phone, displayName } = adminTexts;
  const admin = { email: address, phone: optional(textFor(...phone)), displayName: optional(textFor(...displayName)) };
  return z.object({
    organisation: organisationOrOwn,
    remoteId,
    name: textFor(...profileTexts.name),
    lastName: optional(textFor(...profileTexts.lastName)),
    companyName: optional(textFor(...profileTexts.companyName)),
    description: optional(textFor(...profileTexts.description)),
    crmId: optional(textFor(...profileTexts.crmId)),
    refId: optional(textFor(...profileTexts.refId)),
    admin: z.object(admin, expected('an object')),
  });
}

/** The input of `createCustomer` where the customer is new: by then an empty name is possible, beside another one. */
export const NewCustomerInput = customerInputWith(text, email).extend({
  remoteId: optional(newId),
  name: possiblyEmptyText(...profileTexts.name),
});
