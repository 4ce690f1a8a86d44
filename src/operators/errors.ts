import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    OPERATOR_NOT_FOUND: OperatorNotFoundError;
  }
}

/** No such operator at or below the actor's organisation; one that is elsewhere looks the same. */
export class OperatorNotFoundError extends DomainError {
  readonly code = 'OPERATOR_NOT_FOUND';
}
