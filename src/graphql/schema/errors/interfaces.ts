import { errorMessage } from '../../../error-messages.ts';
import type { DomainError } from '../../../shared/domain-error.ts';
import type { SubscriptionRefusal } from '../../../subscriptions/errors.ts';
import { builder } from '../builder.ts';
import { SubscriptionStatusEnum, SubscriptionVerbEnum } from '../subscriptions/enums.ts';

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'The reason why a mutation or a preview was refused. Nothing was written.',
  fields: (t) => ({
    code: t.string({
      description: 'A code for programs. Its meaning never changes.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'A message for people: what was found, what was expected and what to do. Its wording may change.',
      resolve: (error) => errorMessage(error),
    }),
  }),
});

const RefusalInterface = builder.interfaceRef<SubscriptionRefusal>('SubscriptionRefusal').implement({
  description: 'A valid request that the current state of the subscription does not allow.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    firstOrder: t.exposeString('firstOrder', { description: "Your remote id of the subscription's first order." }),
    status: t.expose('status', {
      type: SubscriptionStatusEnum,
      description: 'The current status of the subscription.',
    }),
    allowedActions: t.field({
      type: [SubscriptionVerbEnum],
      description: 'The mutations that you can call on the subscription now.',
      resolve: (refusal) => [...refusal.allowedActions],
    }),
  }),
});

/** The interfaces of general errors (`plain`) and of errors about the state of a subscription (`refusal`). */
export const plain = { interfaces: [ErrorInterface] };
export const refusal = { interfaces: [RefusalInterface, ErrorInterface] };
