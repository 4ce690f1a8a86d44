import type { DomainError } from '../shared/domain-error.ts';
import { faultInEmail } from '../shared/email-rules.ts';
import { InvalidInputError } from '../shared/input.ts';
import { UserNotFoundError } from './errors.ts';

/**
 * Why the partner has no user of this e-mail. An e-mail that a new user may not have is only refused where nobody has it:
 * a user from before the rules is still found by it.
 */
export function missingUser(email: string): DomainError {
  const message = faultInEmail(email);
  return message === undefined ? new UserNotFoundError() : new InvalidInputError([{ path: ['email'], message }]);
}
