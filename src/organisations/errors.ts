import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    ORGANISATION_NOT_FOUND: OrganisationNotFoundError;
  }
}

/** No such organisation at or below the actor's own; one that is elsewhere looks the same. */
export class OrganisationNotFoundError extends DomainError {
  readonly code = 'ORGANISATION_NOT_FOUND';
}
