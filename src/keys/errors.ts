import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    KEY_NOT_FOUND: KeyNotFoundError;
  }
}

/** The organisation has no key with this id. */
export class KeyNotFoundError extends DomainError {
  readonly code = 'KEY_NOT_FOUND';
}
