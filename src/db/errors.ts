import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    CONFLICT: ConflictError;
    UNAVAILABLE: UnavailableError;
  }
}

/** Concurrent changes to the same rows, or a lock timeout. Nothing was written, and a retry may succeed. */
export class ConflictError extends DomainError {
  readonly code = 'CONFLICT';
}

/**
 * The database is unreachable or overloaded, and it is unknown whether anything was written. A retry is safe if the
 * request has an id that identifies it: the remote id of a new object, or an `Idempotency-Key`.
 */
export class UnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE';

  /** `cause` is the underlying error, for the log. */
  constructor(cause?: unknown) {
    super();
    this.cause = cause;
  }
}

/** A migration failed, or was changed after it had been applied. The message names the migration and the reason. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
