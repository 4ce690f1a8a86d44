import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const sandboxErrorMessages = {
  NOT_A_SANDBOX: () => 'Only the clock of a sandbox can be moved. Use a credential of a sandbox organisation.',
  CLOCK_BACKWARD: ({ now, to }, { instant }) =>
    `A test clock only moves forward. It is at ${instant(now)}, and ${instant(to)} is earlier. Send a later time.`,
} satisfies Partial<DomainErrorMessages>;
