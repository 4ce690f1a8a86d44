import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const catalogueErrorMessages = {
  UNKNOWN_PRODUCT: ({ product, acceptedProducts }) =>
    `Product "${product}" can't be ordered for this duration. Expected one of: ${acceptedProducts.join(', ')}.`,
} satisfies Partial<DomainErrorMessages>;
