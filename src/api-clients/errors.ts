import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    API_CLIENT_NOT_FOUND: ApiClientNotFoundError;
    API_CLIENT_ENDED: ApiClientEndedError;
    OPERATOR_INACTIVE: OperatorInactiveError;
  }
}

/** The API client does not exist at or below the actor's organisation. A client elsewhere is indistinguishable. */
export class ApiClientNotFoundError extends DomainError {
  readonly code = 'API_CLIENT_NOT_FOUND';
}

/** The API client was revoked or has expired. This is permanent. */
export class ApiClientEndedError extends DomainError {
  readonly code = 'API_CLIENT_ENDED';
}

/** The operator is disabled, so its clients have no access. */
export class OperatorInactiveError extends DomainError {
  readonly code = 'OPERATOR_INACTIVE';
}
