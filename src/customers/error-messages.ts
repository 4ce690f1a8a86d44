import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';
import { memberName } from '../shared/vocabulary.ts';

export const customerErrorMessages = {
  CUSTOMER_NOT_FOUND: ({ remoteId }, vocabulary) =>
    `No customer with the ${memberName(vocabulary, 'remoteId')} "${remoteId}" exists. Check the ${memberName(vocabulary, 'remoteId')}, or create the customer first.`,
  CUSTOMER_INACTIVE: ({ remoteId }) =>
    `Customer "${remoteId}" is inactive. Inactive customers can't get first orders or new users. Activate the customer first.`,
  CUSTOMER_IN_USE: ({ orders, users }, { terms }) =>
    `Customers with orders or ${terms.users} can't be removed. This customer has ${orders} ${orders === 1 ? 'order' : 'orders'} and ${users} ${users === 1 ? terms.user : terms.users}. Archive it instead.`,
} satisfies Partial<DomainErrorMessages>;
