import { onConnection } from '../db/transactions/transaction.ts';
import { hashOf } from '../identity/credential-format.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findKnownClient } from './repository.ts';
import type { KnownClient } from './types.ts';

/** The credentials of a client for OAuth. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const unknownClientId = '00000000-0000-0000-0000-000000000000';

/**
 * Returns the client with these credentials. Returns undefined if the client is unknown, revoked or expired, the secret
 * is wrong or expired, the operator is disabled, or the organisation is archived. All cases take the same single
 * look-up by the hash of the secret, so that their timing does not differ.
 */
export async function authenticateClient(
  { pool, clock }: TerminalContext,
  { clientId, secret }: ClientCredentials,
): Promise<KnownClient | undefined> {
  const known = uuid.test(clientId) ? clientId : unknownClientId;
  return onConnection(pool, (tx) => findKnownClient(tx, clock, known, hashOf(secret)));
}
