import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    OPERATOR_NOT_FOUND: OperatorNotFoundError;
    OPERATOR_EMAIL_TAKEN: OperatorEmailTakenError;
    OWN_RIGHTS: OwnRightsError;
    ROLE_NOT_FOUND: RoleNotFoundError;
    ROLE_NAME_TAKEN: RoleNameTakenError;
    ROLE_BUILT_IN: RoleBuiltInError;
    ROLE_IN_USE: RoleInUseError;
  }
}

/** No such operator at or below the actor's organisation; one that is elsewhere looks the same. */
export class OperatorNotFoundError extends DomainError {
  readonly code = 'OPERATOR_NOT_FOUND';
}

/** The organisation has an operator of this e-mail already. The e-mail is not repeated: it is personal. */
export class OperatorEmailTakenError extends DomainError {
  readonly code = 'OPERATOR_EMAIL_TAKEN';
}

/** An operator neither raises itself nor locks itself out: somebody else has to change what it may do. */
export class OwnRightsError extends DomainError {
  readonly code = 'OWN_RIGHTS';
}

/** The organisation has no roles of these ids; those of another one look the same. */
export class RoleNotFoundError extends DomainError {
  readonly code = 'ROLE_NOT_FOUND';
  readonly roleIds: readonly number[];

  constructor(roleIds: readonly number[]) {
    super();
    this.roleIds = roleIds;
  }
}

/** The organisation has a role of this name already. */
export class RoleNameTakenError extends DomainError {
  readonly code = 'ROLE_NAME_TAKEN';
}

/** A built-in role stays as it is. */
export class RoleBuiltInError extends DomainError {
  readonly code = 'ROLE_BUILT_IN';
}

/** A role that operators have is not removed. */
export class RoleInUseError extends DomainError {
  readonly code = 'ROLE_IN_USE';
  /** How many operators have it. */
  readonly operators: number;

  constructor(operators: number) {
    super();
    this.operators = operators;
  }
}
