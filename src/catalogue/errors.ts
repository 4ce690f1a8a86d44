import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    UNKNOWN_PRODUCT: UnknownProductError;
  }
}

/** No product with this code can be ordered for this duration. */
export class UnknownProductError extends DomainError {
  readonly code = 'UNKNOWN_PRODUCT';
  readonly product: string;
  readonly acceptedProducts: readonly string[];

  constructor(product: string, acceptedProducts: readonly string[]) {
    super();
    this.product = product;
    this.acceptedProducts = acceptedProducts;
  }
}
