import type { Actor } from '../shared/actor.ts';

/** The fields of the request log. It holds only our own ids and names, no text from the caller and no personal data. */
export interface RequestRecord {
  readonly requestId: string;
  /** The name of the door. */
  door?: string;
  /** The organisation of the credential. */
  organisationId?: number;
  /** The kind and the id of the credential, such as `API_KEY:12`. */
  credentialId?: string;
  /** The operator on whose behalf the request was made. */
  onBehalfOfId?: number;
  /** The operation: a method of the envelope, a route pattern, or the root fields of a GraphQL operation. */
  operation?: string;
  /** Whether the request was refused because the capacity was exhausted. */
  isOverloaded?: boolean;
}

/** Records the actor of a request. */
export function recordActor(record: RequestRecord, { credential, onBehalfOfId }: Actor): void {
  if (credential.kind === 'API_CLIENT') recordClient(record, { ...credential, id: credential.clientId });
  else {
    record.organisationId = credential.organisationId;
    record.credentialId = `API_KEY:${credential.keyId}`;
  }
  if (onBehalfOfId !== null) record.onBehalfOfId = onBehalfOfId;
}

/** Records the API client of a request. */
export function recordClient(
  record: RequestRecord,
  { id, organisationId }: { readonly id: number; readonly organisationId: number },
): void {
  record.organisationId = organisationId;
  record.credentialId = `API_CLIENT:${id}`;
}
