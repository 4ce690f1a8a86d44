import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    REMOTE_ID_CONFLICT: RemoteIdConflictError;
  }
}

/** The partner has already used this id for a different request. A new object needs a new id. */
export class RemoteIdConflictError extends DomainError {
  readonly code = 'REMOTE_ID_CONFLICT';
  readonly remoteId: string;
  /** The members that differ, by their domain names. */
  readonly conflictingFields: readonly string[];

  constructor(remoteId: string, conflictingFields: readonly string[]) {
    super();
    this.remoteId = remoteId;
    this.conflictingFields = conflictingFields;
  }
}
