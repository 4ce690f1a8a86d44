import type { DomainError } from '../shared/domain-error.ts';
import { faultInEmail } from '../shared/email-rules.ts';
import { InvalidInputError } from '../shared/input.ts';
import { UserNotFoundError } from './errors.ts';

/**
 * Returns the error for an e-mail address that no user of the partner has. The rules of new addresses are checked only
 * now, because a user that is older than the rules is still found by its address.
 */
export function missingUser(email: string): DomainError {
  const message = faultInEmail(email);
  return message === undefined ? new UserNotFoundError() : new InvalidInputError([{ path: ['email'], message }]);
}
