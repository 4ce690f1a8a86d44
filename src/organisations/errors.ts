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

/** No such organisation at or below the actor's own; one that is elsewhere looks the same. */
export class OrganisationNotFoundError extends DomainError {
  readonly code = 'ORGANISATION_NOT_FOUND';
}

/** An archived organisation gets nothing new: no customers, first orders, users, operators or organisations below it. */
export class OrganisationArchivedError extends DomainError {
  readonly code = 'ORGANISATION_ARCHIVED';
  /** Which one is archived: that of the request, or the one above it. */
  readonly organisationId: number;

  constructor(organisationId: number) {
    super();
    this.organisationId = organisationId;
  }
}

/** Nobody moves, archives or restores the organisation for which it acts: that is for those above. */
export class OwnOrganisationError extends DomainError {
  readonly code = 'OWN_ORGANISATION';
}

/** Not everything below the organisation is archived. */
export class NotArchivedBelowError extends DomainError {
  readonly code = 'NOT_ARCHIVED_BELOW';
  /** How many organisations below it are not archived. */
  readonly count: number;

  constructor(count: number) {
    super();
    this.count = count;
  }
}

/** An organisation can't stand below itself, nor below what stands below it. */
export class MoveBelowItselfError extends DomainError {
  readonly code = 'MOVE_BELOW_ITSELF';
}

/** Between a sandbox and a real tree, or between two sandboxes, time is not the same. */
export class MoveAcrossClocksError extends DomainError {
  readonly code = 'MOVE_ACROSS_CLOCKS';
}
