import type { DomainErrorCode, DomainErrors } from './domain-error.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The message for each domain error: what is wrong, what was found, what was expected, what to do. It contains no
 * secrets, no personal data and no text from the database.
 */
export type DomainErrorMessages = {
  readonly [Code in DomainErrorCode]: (error: DomainErrors[Code], vocabulary: Vocabulary) => string;
};
