import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';
import { memberName } from '../shared/vocabulary.ts';

export const orderErrorMessages = {
  ORDER_NOT_FOUND: ({ remoteId }, vocabulary) =>
    `No order with the ${memberName(vocabulary, 'remoteId')} "${remoteId}" exists. Check the ${memberName(vocabulary, 'remoteId')} and the organisation.`,
  NOT_A_FIRST_ORDER: ({ remoteId, firstOrder }) =>
    `Order "${remoteId}" is not a first order. Subscriptions are identified by their first order. Use "${firstOrder}".`,
} satisfies Partial<DomainErrorMessages>;
