import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const idempotencyErrorMessages = {
  IDEMPOTENCY_KEY_INVALID: () =>
    'The header Idempotency-Key is invalid. Nothing was done. Send it once, with 1 to 255 printable ASCII characters, for example a random UUID.',
  IDEMPOTENCY_KEY_IN_USE: () =>
    'Another request with this Idempotency-Key is still in progress. Nothing was done. Repeat this request in a moment to get its response.',
  IDEMPOTENCY_KEY_REUSED: () =>
    'This Idempotency-Key was already used for a different request. Nothing was done. Repeat the original request unchanged, or use a new key.',
} satisfies Partial<DomainErrorMessages>;
