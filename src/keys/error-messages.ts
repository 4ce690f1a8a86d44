import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const keyErrorMessages = {
  KEY_NOT_FOUND: () =>
    'No API key with this id exists at or below your organisation. Use an id from the list of API keys.',
} satisfies Partial<DomainErrorMessages>;
