import { onConnection } from '../db/transactions/transaction.ts';
import { hashOf } from '../identity/credential-format.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findKnownClient } from './repository.ts';
import type { KnownClient } from './types.ts';

/** What a client proves itself with at the OAuth door. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The client that these credentials are of; undefined when they are of none that is good: unknown, a wrong or expired
 * secret, revoked or expired, its operator disabled, its organisation archived. All of these cost the same one look,
 * by the hash of the secret, so that they can't be distinguished.
 */
export async function authenticateClient(
  { pool, clock }: TerminalContext,
  { clientId, secret }: ClientCredentials,
): Promise<KnownClient | undefined> {
  const known = uuid.test(clientId) ? clientId : nobody;
  return onConnection(pool, (tx) => findKnownClient(tx, clock, known, hashOf(secret)));
}
