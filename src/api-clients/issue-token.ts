import { onConnection } from '../db/transactions/transaction.ts';
import { hashOf, newCredential } from '../identity/credential-format.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { insertToken } from './repository.ts';
import { type ScopeFault, tokenScope } from './rules.ts';
import type { KnownClient } from './types.ts';

/** How long a token is good, in seconds of real time. Contract: hub 2.1, auth. */
const tokenSeconds = 3600;

/** A token that was just made. */
export interface IssuedToken {
  /** The token itself. Only its hash is stored, so this is the one time that it can be shown. */
  readonly token: string;
  readonly seconds: number;
  /** The permissions to which it or its client is limited, separated by spaces; null for no limit. */
  readonly scope: string | null;
}

/** Gives a client a token for an hour, limited to `scope` where that is given. It is no event: clients do so all day. */
export async function issueToken(
  { pool, clock }: TerminalContext,
  client: KnownClient,
  scope: string | undefined,
): Promise<Result<IssuedToken, ScopeFault | 'CLIENT_ENDED'>> {
  const limited = scope === undefined ? allowed(null) : tokenScope(scope, client.scope);
  if (!limited.ok) return limited;
  const token = newCredential('token');
  const stored = { hash: hashOf(token), scope: limited.value, seconds: tokenSeconds };
  const isStored = await onConnection(pool, (tx) => insertToken(tx, clock, client, stored));
  if (!isStored) return refused('CLIENT_ENDED');
  return allowed({ token, seconds: tokenSeconds, scope: limited.value ?? client.scope });
}
