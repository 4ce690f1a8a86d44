import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    NOT_A_SANDBOX: NotASandboxError;
    CLOCK_BACKWARD: ClockBackwardError;
  }
}

/** Only a sandbox has a clock that can be moved. */
export class NotASandboxError extends DomainError {
  readonly code = 'NOT_A_SANDBOX';
}

/** A test clock only moves forward: what it has announced can't be taken back. */
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
