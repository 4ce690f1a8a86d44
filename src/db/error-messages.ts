import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const databaseErrorMessages = {
  CONFLICT: () =>
    'Other requests changed the same data at the same time. Nothing was written. It is safe to repeat the same request.',
  UNAVAILABLE: () =>
    "The service is overloaded or can't reach its database. The request may have been executed. Repeat the same request. If it creates something without an id of your own, repeat it only with the same Idempotency-Key.",
} satisfies Partial<DomainErrorMessages>;
