import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    API_CLIENT_NOT_FOUND: ApiClientNotFoundError;
    API_CLIENT_ENDED: ApiClientEndedError;
    OPERATOR_INACTIVE: OperatorInactiveError;
  }
}

/** No such API client at or below the actor's own organisation; one that is elsewhere looks the same. */
export class ApiClientNotFoundError extends DomainError {
  readonly code = 'API_CLIENT_NOT_FOUND';
}

/** The API client was revoked or has expired, and will never be good again. */
export class ApiClientEndedError extends DomainError {
  readonly code = 'API_CLIENT_ENDED';
}

/** The operator is disabled: nothing that acts for it would be let in. */
export class OperatorInactiveError extends DomainError {
  readonly code = 'OPERATOR_INACTIVE';
}
