import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    IDEMPOTENCY_KEY_INVALID: IdempotencyKeyInvalidError;
    IDEMPOTENCY_KEY_IN_USE: IdempotencyKeyInUseError;
    IDEMPOTENCY_KEY_REUSED: IdempotencyKeyReusedError;
  }
}

/** The `Idempotency-Key` is empty, too long, not printable ASCII, or sent twice. Nothing was done. */
export class IdempotencyKeyInvalidError extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_INVALID';
}

/** A request with this key is being executed. This one did nothing. */
export class IdempotencyKeyInUseError extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';
}

/** The key was used for a different request. This one did nothing. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
}
