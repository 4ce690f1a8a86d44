import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';
import { memberName } from '../shared/vocabulary.ts';

export const requestFingerprintErrorMessages = {
  REMOTE_ID_CONFLICT: ({ remoteId, conflictingFields }, vocabulary) => {
    const id = memberName(vocabulary, 'remoteId');
    if (conflictingFields.includes('kind')) {
      return `The ${id} "${remoteId}" was already used for another kind of order. Use a new ${id}.`;
    }
    const fields = conflictingFields.map((field) => memberName(vocabulary, field)).join(', ');
    return `The ${id} "${remoteId}" was already used for a different request. The requests differ in: ${fields}. Repeat the original request unchanged, or use a new ${id}.`;
  },
} satisfies Partial<DomainErrorMessages>;
