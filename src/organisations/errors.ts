import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    ORGANISATION_NOT_FOUND: OrganisationNotFoundError;
    ORGANISATION_ARCHIVED: OrganisationArchivedError;
    OWN_ORGANISATION: OwnOrganisationError;
    NOT_ARCHIVED_BELOW: NotArchivedBelowError;
    MOVE_BELOW_ITSELF: MoveBelowItselfError;
    MOVE_ACROSS_CLOCKS: MoveAcrossClocksError;
  }
}

/** The organisation does not exist at or below the actor's own. An organisation elsewhere is indistinguishable. */
export class OrganisationNotFoundError extends DomainError {
  readonly code = 'ORGANISATION_NOT_FOUND';
}

/**
 * Nothing new can be created for an archived organisation: no customers, first orders, users, operators or
 * organisations below it.
 */
export class OrganisationArchivedError extends DomainError {
  readonly code = 'ORGANISATION_ARCHIVED';
  /** The archived organisation: that of the request, or its parent. */
  readonly organisationId: number;

  constructor(organisationId: number) {
    super();
    this.organisationId = organisationId;
  }
}

/** An organisation cannot be moved, archived or restored by itself, only from above. */
export class OwnOrganisationError extends DomainError {
  readonly code = 'OWN_ORGANISATION';
}

/** An organisation below is not archived. */
export class NotArchivedBelowError extends DomainError {
  readonly code = 'NOT_ARCHIVED_BELOW';
  /** The number of organisations below that are not archived. */
  readonly count: number;

  constructor(count: number) {
    super();
    this.count = count;
  }
}

/** An organisation cannot be moved below itself or one of its descendants. */
export class MoveBelowItselfError extends DomainError {
  readonly code = 'MOVE_BELOW_ITSELF';
}

/** A sandbox and a real tree, or two sandboxes, have different clocks. */
export class MoveAcrossClocksError extends DomainError {
  readonly code = 'MOVE_ACROSS_CLOCKS';
}
