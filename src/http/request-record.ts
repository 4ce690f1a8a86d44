import type { Actor } from '../shared/actor.ts';

/**
 * What is known of a request while it is answered, for the request log. It holds ids and names of ours only: nothing
 * that a caller sent, and no personal data.
 */
export interface RequestRecord {
  readonly requestId: string;
  /** Which door it came to. */
  door?: string;
  /** The organisation of its credential. */
  organisationId?: number;
  /** The kind of its credential and the id of that key or API client, such as `API_KEY:12`. */
  credentialId?: string;
  /** The operator on whose behalf it was made. */
  onBehalfOfId?: number;
  /** What it asks for: a method of the envelope, a route without its values, or the root fields of a GraphQL operation. */
  operation?: string;
  /** Whether it was refused because others take up all there is room for. */
  isTurnedAway?: boolean;
}

/** Records whose request it is. */
export function recordActor(record: RequestRecord, { credential, onBehalfOfId }: Actor): void {
  if (credential.kind === 'API_CLIENT') recordClient(record, { ...credential, id: credential.clientId });
  else {
    record.organisationId = credential.organisationId;
    record.credentialId = `API_KEY:${credential.keyId}`;
  }
  if (onBehalfOfId !== null) record.onBehalfOfId = onBehalfOfId;
}

/** Records the API client whose request it is. */
export function recordClient(
  record: RequestRecord,
  { id, organisationId }: { readonly id: number; readonly organisationId: number },
): void {
  record.organisationId = organisationId;
  record.credentialId = `API_CLIENT:${id}`;
}
