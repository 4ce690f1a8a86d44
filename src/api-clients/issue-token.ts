import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recognizeCredential } from '../identity/authenticate.ts';
import { hashOf, newCredential } from '../identity/credential-format.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { insertToken } from './repository.ts';
import { type ScopeFault, scopeText, tokenScope } from './rules.ts';
import type { KnownClient } from './types.ts';

/** How long a token is good, in seconds of real time. Contract: hub 2.1, auth. */
const tokenSeconds = 3600;

/** A token that was just made. */
export interface IssuedToken {
  /** The token itself. Only its hash is stored, so this is the one time that it can be shown. */
  readonly token: string;
  readonly seconds: number;
  /** The permissions that the token has now, separated by spaces. They change with the roles of its operator. */
  readonly scope: string;
}

/** Why a client gets no token. */
export type TokenFault = ScopeFault | 'NOTHING_GRANTED' | 'CLIENT_ENDED';

/**
 * Gives a client a token for an hour, limited to `scope` if that is given. A token that would have no permission is
 * refused. This is no event: clients ask for tokens all day.
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

/** The permissions of a token that was just stored, found as every request with it will find them. */
async function grantedTo(tx: Transaction, { clock }: Pick<TerminalContext, 'clock'>, token: string): Promise<string> {
  const holder = await recognizeCredential(tx, clock, token);
  if (holder === undefined) throw new TokenRefusal('CLIENT_ENDED');
  if (holder.actor.permissions.size === 0) throw new TokenRefusal('NOTHING_GRANTED');
  return scopeText(holder.actor.permissions);
}

/** Undoes the transaction in which a token was stored. */
class TokenRefusal extends Error {
  readonly fault: 'NOTHING_GRANTED' | 'CLIENT_ENDED';

  constructor(fault: 'NOTHING_GRANTED' | 'CLIENT_ENDED') {
    super(fault);
    this.fault = fault;
  }
}
