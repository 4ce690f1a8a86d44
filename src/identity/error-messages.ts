import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const identityErrorMessages = {
  EMULATION_REFUSED: (_, { terms }) =>
    `You can't act on behalf of this ${terms.operator}. The ${terms.operator} must be active and belong to an organisation below yours. You must be ${terms.anOperator} yourself and act in your own name.`,
} satisfies Partial<DomainErrorMessages>;
