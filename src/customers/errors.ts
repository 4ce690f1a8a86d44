import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    CUSTOMER_NOT_FOUND: CustomerNotFoundError;
    CUSTOMER_INACTIVE: CustomerInactiveError;
  }
}

/** The partner has no customer of this id. */
export class CustomerNotFoundError extends DomainError {
  readonly code = 'CUSTOMER_NOT_FOUND';
  readonly remoteId: string;

  constructor(remoteId: string) {
    super();
    this.remoteId = remoteId;
  }
}

/** An inactive customer gets no new first orders and no new users. */
export class CustomerInactiveError extends DomainError {
  readonly code = 'CUSTOMER_INACTIVE';
  readonly remoteId: string;

  constructor(remoteId: string) {
    super();
    this.remoteId = remoteId;
  }
}
