import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    REMOTE_ID_CONFLICT: RemoteIdConflictError;
  }
}

/** The partner used this id before, for something else: it is no retry, and a new thing needs a new id. */
export class RemoteIdConflictError extends DomainError {
  readonly code = 'REMOTE_ID_CONFLICT';
  readonly remoteId: string;
  /** The members of the request that differ, by their domain names. */
  readonly conflictingFields: readonly string[];

  constructor(remoteId: string, conflictingFields: readonly string[]) {
    super();
    this.remoteId = remoteId;
    this.conflictingFields = conflictingFields;
  }
}
