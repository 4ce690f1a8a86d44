import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    CUSTOMER_NOT_FOUND: CustomerNotFoundError;
    CUSTOMER_INACTIVE: CustomerInactiveError;
    CUSTOMER_IN_USE: CustomerInUseError;
  }
}

/** The partner has no customer of this id. */
export class CustomerNotFoundError extends DomainError {
  readonly code = 'CUSTOMER_NOT_FOUND';
  /** The id that was asked for: the partner's or, as a number, ours. */
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

/** What a customer ordered and who its users are would be lost with it: it can be archived instead. */
export class CustomerInUseError extends DomainError {
  readonly code = 'CUSTOMER_IN_USE';
  readonly remoteId: string;
  readonly orders: number;
  readonly users: number;

  constructor(remoteId: string, { orders, users }: { readonly orders: number; readonly users: number }) {
    super();
    this.remoteId = remoteId;
    this.orders = orders;
    this.users = users;
  }
}
