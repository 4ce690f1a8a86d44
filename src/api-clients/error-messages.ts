import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const apiClientErrorMessages = {
  API_CLIENT_NOT_FOUND: () =>
    'No API client with this id exists at or below your organisation. Use an id from the list of API clients.',
  API_CLIENT_ENDED: () =>
    "This API client is revoked or expired, so it can't get a new secret. Create a new API client.",
  OPERATOR_INACTIVE: (_, { terms }) =>
    `The ${terms.operator} of this API client is disabled. API clients of a disabled ${terms.operator} get no secrets. Enable the ${terms.operator} first.`,
} satisfies Partial<DomainErrorMessages>;
