import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const userErrorMessages = {
  USER_NOT_FOUND: (_, { terms }) => `No ${terms.user} with this e-mail address exists. Create the ${terms.user} first.`,
  EMAIL_TAKEN: (_, { terms }) =>
    `This e-mail address already belongs to another ${terms.user}. Use another address, or change that ${terms.user}.`,
  SEAT_LIMIT_REACHED: ({ seatLimit, activeUsers }, { terms }) =>
    `The customer has no free ${terms.seats} (${terms.seats}: ${seatLimit}, active ${terms.users}: ${activeUsers}). Add ${terms.seats}, renew or resume a subscription, or disable a ${terms.user}.`,
} satisfies Partial<DomainErrorMessages>;
