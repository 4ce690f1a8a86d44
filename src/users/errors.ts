import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    USER_NOT_FOUND: UserNotFoundError;
    EMAIL_TAKEN: EmailTakenError;
    SEAT_LIMIT_REACHED: SeatLimitReachedError;
  }
}

// None of these repeats the e-mail: it is personal, and the caller knows it.

/** The partner has no user of this e-mail. */
export class UserNotFoundError extends DomainError {
  readonly code = 'USER_NOT_FOUND';
}

/** The partner has a user of this e-mail already, of whichever customer. */
export class EmailTakenError extends DomainError {
  readonly code = 'EMAIL_TAKEN';
}

/** All seats of the customer's active subscriptions are used. */
export class SeatLimitReachedError extends DomainError {
  readonly code = 'SEAT_LIMIT_REACHED';
  readonly seatLimit: number;
  readonly activeUsers: number;

  constructor(seatLimit: number, activeUsers: number) {
    super();
    this.seatLimit = seatLimit;
    this.activeUsers = activeUsers;
  }
}
