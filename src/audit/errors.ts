import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    AUDIT_TRAIL_TOO_LONG: AuditTrailTooLongError;
  }
}

/** A trail is too long to be verified while a request waits for it. */
export class AuditTrailTooLongError extends DomainError {
  readonly code = 'AUDIT_TRAIL_TOO_LONG';
  readonly events: number;
  /** How many events a trail may have for that. */
  readonly limit: number;

  constructor(events: number, limit: number) {
    super();
    this.events = events;
    this.limit = limit;
  }
}
