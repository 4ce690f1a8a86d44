import { onConnection } from '../db/transactions/transaction.ts';
import { recognizeCredential } from '../identity/authenticate.ts';
import { hashOf } from '../identity/credential-format.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { findTokenBelow } from './repository.ts';
import { scopeText } from './rules.ts';
import type { KnownClient } from './types.ts';

/** What is known of a token that is good. */
export interface ActiveToken {
  readonly clientId: string;
  readonly operatorId: number;
  /** What it may do at this very moment, separated by spaces. */
  readonly scope: string;
  readonly issuedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/**
 * What a client may know of a token: undefined when nobody would be let in with it, or when it is of a client that does
 * not belong to the organisation of the asking one or to one below. It is not stamped as used.
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
