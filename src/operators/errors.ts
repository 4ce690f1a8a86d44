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

/** The operator does not exist at or below the actor's organisation. An operator elsewhere is indistinguishable. */
export class OperatorNotFoundError extends DomainError {
  readonly code = 'OPERATOR_NOT_FOUND';
}

/**
 * The organisation already has an operator with this e-mail address. The address is not repeated, because it is
 * personal data.
 */
export class OperatorEmailTakenError extends DomainError {
  readonly code = 'OPERATOR_EMAIL_TAKEN';
}

/** An operator must not change its own permissions or access. */
export class OwnRightsError extends DomainError {
  readonly code = 'OWN_RIGHTS';
}

/** The organisation has no roles with these ids. Roles of another organisation are indistinguishable. */
export class RoleNotFoundError extends DomainError {
  readonly code = 'ROLE_NOT_FOUND';
  readonly roleIds: readonly number[];

  constructor(roleIds: readonly number[]) {
    super();
    this.roleIds = roleIds;
  }
}

/** The organisation already has a role with this name. */
export class RoleNameTakenError extends DomainError {
  readonly code = 'ROLE_NAME_TAKEN';
}

/** A built-in role cannot be changed or removed. */
export class RoleBuiltInError extends DomainError {
  readonly code = 'ROLE_BUILT_IN';
}

/** A role cannot be removed while operators have it. */
export class RoleInUseError extends DomainError {
  readonly code = 'ROLE_IN_USE';
  /** The number of operators with the role. */
  readonly operators: number;

  constructor(operators: number) {
    super();
    this.operators = operators;
  }
}
