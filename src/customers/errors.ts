import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    CUSTOMER_NOT_FOUND: CustomerNotFoundError;
    CUSTOMER_INACTIVE: CustomerInactiveError;
    CUSTOMER_IN_USE: CustomerInUseError;
  }
}

/** The partner has no customer with this id. */
export class CustomerNotFoundError extends DomainError {
  readonly code = 'CUSTOMER_NOT_FOUND';
  /** The requested id: the partner's, or our id as text. */
  readonly remoteId: string;

  constructor(remoteId: string) {
    super();
    this.remoteId = remoteId;
  }
}

/** An inactive customer cannot get first orders or new users. */
export class CustomerInactiveError extends DomainError {
  readonly code = 'CUSTOMER_INACTIVE';
  readonly remoteId: string;

  constructor(remoteId: string) {
    super();
    this.remoteId = remoteId;
  }
}

/** A customer with orders or users cannot be removed, because they would be lost. It can be archived instead. */
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
