import { onConnection } from '../db/transactions/transaction.ts';
import { hashOf } from '../identity/credential-format.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { revokeTokenOf } from './repository.ts';
import type { KnownClient } from './types.ts';

/** Revokes a token if it belongs to this client. Otherwise it does nothing and does not report it. */
export async function revokeToken({ pool, clock }: TerminalContext, client: KnownClient, token: string): Promise<void> {
  await onConnection(pool, (tx) => revokeTokenOf(tx, clock, client, hashOf(token)));
}
