import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    CONFLICT: ConflictError;
    UNAVAILABLE: UnavailableError;
  }
}

/** Others kept changing the same rows; nothing was written, and the same call may well succeed now. */
export class ConflictError extends DomainError {
  readonly code = 'CONFLICT';
}

/**
 * The database can't be reached or is overloaded, and what was written is unknown. The same call is safe to repeat where it
 * has an id by which it is recognised: that of what it makes, or an `Idempotency-Key`.
 */
export class UnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE';

  /** `cause` is what failed, for the operator. */
  constructor(cause?: unknown) {
    super();
    this.cause = cause;
  }
}

/** A migration that can't be applied, or one that was changed after it had been applied. Its message says which and why. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
