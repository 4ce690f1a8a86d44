import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    AUDIT_TRAIL_TOO_LONG: AuditTrailTooLongError;
  }
}

/** The trail is too long to be verified during a request. */
export class AuditTrailTooLongError extends DomainError {
  readonly code = 'AUDIT_TRAIL_TOO_LONG';
  readonly events: number;
  /** The largest number of events that can be verified during a request. */
  readonly limit: number;

  constructor(events: number, limit: number) {
    super();
    this.events = events;
    this.limit = limit;
  }
}
