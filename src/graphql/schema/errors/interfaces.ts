import { errorMessage } from '../../../error-messages.ts';
import type { DomainError } from '../../../shared/domain-error.ts';
import type { SubscriptionRefusal } from '../../../subscriptions/errors.ts';
import { builder } from '../builder.ts';
import { SubscriptionStatusEnum, SubscriptionVerbEnum } from '../enums.ts';

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'Why a mutation or a preview was refused. Nothing was written.',
  fields: (t) => ({
    code: t.string({
      description: 'A word for programs. It never changes its meaning.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'A sentence for people: what was found, what was expected, and what to do. Its wording may change.',
      resolve: (error) => errorMessage(error),
    }),
  }),
});

const RefusalInterface = builder.interfaceRef<SubscriptionRefusal>('SubscriptionRefusal').implement({
  description: 'A legal request that the subscription does not allow as it stands now.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    firstOrder: t.exposeString('firstOrder', { description: "Your id of the subscription's first order." }),
    status: t.expose('status', { type: SubscriptionStatusEnum, description: 'What the subscription is now.' }),
    allowedActions: t.field({
      type: [SubscriptionVerbEnum],
      description: 'What you could do with it instead.',
      resolve: (refusal) => [...refusal.allowedActions],
    }),
  }),
});

/** What an error implements that is about nothing in particular, and one that is about a subscription. */
export const plain = { interfaces: [ErrorInterface] };
export const refusal = { interfaces: [RefusalInterface, ErrorInterface] };
