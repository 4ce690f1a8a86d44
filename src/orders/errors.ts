import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    ORDER_NOT_FOUND: OrderNotFoundError;
    NOT_A_FIRST_ORDER: NotAFirstOrderError;
  }
}

/** The partner has no order with this id. */
export class OrderNotFoundError extends DomainError {
  readonly code = 'ORDER_NOT_FOUND';
  readonly remoteId: string;

  constructor(remoteId: string) {
    super();
    this.remoteId = remoteId;
  }
}

/** A subscription was addressed by a renewal or a change instead of its first order. */
export class NotAFirstOrderError extends DomainError {
  readonly code = 'NOT_A_FIRST_ORDER';
  readonly remoteId: string;
  readonly firstOrder: string;

  constructor(remoteId: string, firstOrder: string) {
    super();
    this.remoteId = remoteId;
    this.firstOrder = firstOrder;
  }
}
