import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    NOT_A_SANDBOX: NotASandboxError;
    CLOCK_BACKWARD: ClockBackwardError;
  }
}

/** Only the clock of a sandbox can be moved. */
export class NotASandboxError extends DomainError {
  readonly code = 'NOT_A_SANDBOX';
}

/** A test clock moves only forward, because announcements cannot be withdrawn. */
export class ClockBackwardError extends DomainError {
  readonly code = 'CLOCK_BACKWARD';
  readonly now: Temporal.Instant;
  readonly to: Temporal.Instant;

  constructor(now: Temporal.Instant, to: Temporal.Instant) {
    super();
    this.now = now;
    this.to = to;
  }
}
