import { onShared, type Transaction } from '../db/transactions/transaction.ts';
import type { Actor, Credential } from '../shared/actor.ts';
import type { Clock, TerminalContext } from '../shared/use-case-context.ts';
import { hashOf, looksLikeToken } from './credential-format.ts';
import { findKeyHolder, findTokenHolder, type HolderRow, type Holding, stampUse } from './repository.ts';
import { permissionsOf } from './rules.ts';

/** The holder of a credential, and the time for that holder. */
export interface Authenticated {
  readonly actor: Actor;
  readonly asOf: Temporal.Instant;
}

/**
 * Returns the holder of a key or an access token. Returns undefined if the credential is unknown, revoked or expired,
 * its operator is disabled, or its organisation is archived. Records the use of the credential at most once per minute.
 * Nothing is cached, so a revocation takes effect on the next request.
 */
export async function authenticate(ctx: TerminalContext, credential: string): Promise<Authenticated | undefined> {
  const found = await onShared(ctx.pool, (tx) => findHolder(tx, ctx.clock, credential));
  if (found === undefined) return undefined;
  if (found.isStampDue) await onShared(ctx.pool, (tx) => stampUse(tx, ctx.clock, found));
  return authenticated(found);
}

/** Returns the holder of a credential within the transaction of the caller, without recording its use. */
export async function recognizeCredential(
  tx: Transaction,
  clock: Clock,
  credential: string,
): Promise<Authenticated | undefined> {
  const found = await findHolder(tx, clock, credential);
  return found && authenticated(found);
}

/**
 * Finds the holder of a credential. The format decides only which kind is tried first, because the key of a sandbox may
 * have any format.
 */
async function findHolder(tx: Transaction, clock: Clock, credential: string): Promise<Holding | undefined> {
  const hash = hashOf(credential);
  const [first, second] = looksLikeToken(credential)
    ? [findTokenHolder, findKeyHolder]
    : [findKeyHolder, findTokenHolder];
  return (await first(tx, clock, hash)) ?? (await second(tx, clock, hash));
}

function authenticated(found: Holding): Authenticated {
  const { organisationId, organisationIds, treeVersion, testClockId, now: asOf } = found;
  const permissions = permissionsOf(found);
  const actor = { organisationId, organisationIds, treeVersion, testClockId, permissions, onBehalfOfId: null };
  return { actor: { ...actor, credential: credentialOf(found) }, asOf };
}

function credentialOf({ organisationId, keyId, clientId, operatorId }: HolderRow): Credential {
  if (keyId !== null) return { kind: 'API_KEY', organisationId, keyId };
  if (clientId === null || operatorId === null) throw new Error('A credential is a key or belongs to a client');
  return { kind: 'API_CLIENT', organisationId, clientId, operatorId };
}
