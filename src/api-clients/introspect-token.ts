import { onConnection } from '../db/transactions/transaction.ts';
import { recognizeCredential } from '../identity/authenticate.ts';
import { hashOf } from '../identity/credential-format.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findTokenBelow } from './repository.ts';
import { scopeText } from './rules.ts';
import type { KnownClient } from './types.ts';

/** The facts about a valid token. */
export interface ActiveToken {
  readonly clientId: string;
  readonly operatorId: number;
  /** Its present permissions, separated by spaces. */
  readonly scope: string;
  readonly issuedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/**
 * Returns what a client may know about a token. Returns undefined if the token is invalid, or if its client is not at
 * or below the organisation of the asking client. The use of the token is not recorded.
 */
export async function introspectToken(
  { pool, clock }: TerminalContext,
  asking: KnownClient,
  token: string,
): Promise<ActiveToken | undefined> {
  return onConnection(pool, async (tx) => {
    const found = await findTokenBelow(tx, asking.organisationId, hashOf(token));
    const holder = await recognizeCredential(tx, clock, token);
    if (found === undefined || holder?.actor.credential.kind !== 'API_CLIENT') return undefined;
    const { credential, permissions } = holder.actor;
    return { ...found, operatorId: credential.operatorId, scope: scopeText(permissions) };
  });
}
