import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const auditErrorMessages = {
  AUDIT_TRAIL_TOO_LONG: ({ events, limit }) =>
    `The audit trail has ${events} events. A request can verify at most ${limit} events. Ask the provider of this service to verify the trail at the terminal, with: npm run audit -- verify`,
} satisfies Partial<DomainErrorMessages>;
