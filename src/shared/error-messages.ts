import type { DomainErrorMessages } from './domain-error-messages.ts';
import { clauseOf } from './input.ts';
import { memberName } from './vocabulary.ts';

export const sharedErrorMessages = {
  INVALID_INPUT: ({ issues }, vocabulary) =>
    issues
      .map(({ path, message }) => clauseOf({ path: path.map((member) => memberName(vocabulary, member)), message }))
      .join('; '),
  PERMISSION_DENIED: ({ permission }) =>
    `This request requires the permission ${permission}, which you do not have. Use a credential that has this permission.`,
  NOT_WHILE_EMULATING: (_, { terms }) =>
    `Credentials, passwords and the organisation of ${terms.anOperator} can't be changed on behalf of another ${terms.operator}. Repeat the request in your own name.`,
} satisfies Partial<DomainErrorMessages>;
