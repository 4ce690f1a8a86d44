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

/** The database can't be reached or is overloaded; what was written is unknown, and the same call is safe to repeat. */
export class UnavailableError extends DomainError {
  readonly code = 'UNAVAILABLE';
}
