import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recognizeCredential } from '../identity/authenticate.ts';
import { hashOf, newCredential } from '../identity/credential-format.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { insertToken } from './repository.ts';
import { type ScopeFault, scopeText, tokenScope } from './rules.ts';
import type { KnownClient } from './types.ts';

/** The lifetime of a token in seconds of real time. Contract: hub 2.1, auth. */
const tokenSeconds = 3600;

/** A new token. */
export interface IssuedToken {
  /** The token. Only its hash is stored, so it can be shown only now. */
  readonly token: string;
  readonly seconds: number;
  /** The present permissions of the token, separated by spaces. They change with the roles of its operator. */
  readonly scope: string;
}

/** The reason why a client gets no token. */
export type TokenFault = ScopeFault | 'NOTHING_GRANTED' | 'CLIENT_ENDED';

/**
 * Issues a token to a client for one hour, limited to `scope` if it is given. A token without any permission is
 * refused. No event is recorded, because clients request tokens frequently.
 */
export async function issueToken(
  { pool, clock }: TerminalContext,
  client: KnownClient,
  scope: string | undefined,
): Promise<Result<IssuedToken, TokenFault>> {
  const limit = scope === undefined ? allowed(null) : tokenScope(scope, client.scope);
  if (!limit.ok) return limit;
  const token = newCredential('token');
  try {
    const granted = await inTransaction(pool, async (tx) => {
      const stored = { hash: hashOf(token), scope: limit.value, seconds: tokenSeconds };
      if (!(await insertToken(tx, clock, client, stored))) throw new TokenRefusal('CLIENT_ENDED');
      return grantedTo(tx, { clock }, token);
    });
    return allowed({ token, seconds: tokenSeconds, scope: granted });
  } catch (error) {
    if (error instanceof TokenRefusal) return refused(error.fault);
    throw error;
  }
}

/** Returns the permissions of a stored token, determined in the same way as for every request. */
async function grantedTo(tx: Transaction, { clock }: Pick<TerminalContext, 'clock'>, token: string): Promise<string> {
  const holder = await recognizeCredential(tx, clock, token);
  if (holder === undefined) throw new TokenRefusal('CLIENT_ENDED');
  if (holder.actor.permissions.size === 0) throw new TokenRefusal('NOTHING_GRANTED');
  return scopeText(holder.actor.permissions);
}

/** Rolls back the transaction in which a token was stored. */
class TokenRefusal extends Error {
  readonly fault: 'NOTHING_GRANTED' | 'CLIENT_ENDED';

  constructor(fault: 'NOTHING_GRANTED' | 'CLIENT_ENDED') {
    super(fault);
    this.fault = fault;
  }
}
