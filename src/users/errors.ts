import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    USER_NOT_FOUND: UserNotFoundError;
    EMAIL_TAKEN: EmailTakenError;
    SEAT_LIMIT_REACHED: SeatLimitReachedError;
  }
}

// None of these errors repeats the e-mail address, because it is personal data.

/** The partner has no user with this e-mail address. */
export class UserNotFoundError extends DomainError {
  readonly code = 'USER_NOT_FOUND';
}

/** The partner already has a user with this e-mail address, of any customer. */
export class EmailTakenError extends DomainError {
  readonly code = 'EMAIL_TAKEN';
}

/** All seats of the customer's active subscriptions are taken. */
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
