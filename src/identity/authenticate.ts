import { onShared, type Transaction } from '../db/transactions/transaction.ts';
import type { Actor, Credential } from '../shared/actor.ts';
import type { Clock, TerminalContext } from '../shared/use-case-context.ts';
import { hashOf, looksLikeToken } from './credential-format.ts';
import { findKeyHolders, findTokenHolders, type HolderRow, type Holding, stampUse } from './repository.ts';
import { permissionsOf } from './rules.ts';

/** The holder of a credential, and the time for that holder. */
export interface Authenticated {
  readonly actor: Actor;
  readonly asOf: Temporal.Instant;
}

/**
 * Returns the holders of keys and access tokens, in the order of the credentials. A holder is undefined if the credential
 * is unknown, revoked or expired, its operator is disabled, or its organisation is archived. Records the use of each
 * credential at most once per minute. Nothing is cached, so a revocation takes effect on the next request.
 *
 * A holder is a promise if it needs another statement, so that the other holders don't wait for it.
 */
export async function authenticateAll(
  ctx: TerminalContext,
  credentials: readonly string[],
): Promise<(Authenticated | Promise<Authenticated | undefined>)[]> {
  const found = await onShared(ctx.pool, (tx) => findByFormat(tx, ctx.clock, credentials));
  return credentials.map((credential, index) => {
    const holding = found[index];
    if (holding === undefined) return authenticateOtherFormat(ctx, credential);
    return holding.isStampDue ? recordUse(ctx, holding) : authenticated(holding);
  });
}

/** Returns the holder of one credential, like `authenticateAll`. */
export async function authenticate(ctx: TerminalContext, credential: string): Promise<Authenticated | undefined> {
  const [holder] = await authenticateAll(ctx, [credential]);
  return holder;
}

/** Returns the holder of a credential within the transaction of the caller, without recording its use. */
export async function recognizeCredential(
  tx: Transaction,
  clock: Clock,
  credential: string,
): Promise<Authenticated | undefined> {
  const [holding] = await findByFormat(tx, clock, [credential]);
  const found = holding ?? (await findByOtherFormat(tx, clock, credential));
  return found && authenticated(found);
}

/** Finds holders of the kind that the format of each credential suggests, in the order of the credentials. */
async function findByFormat(
  tx: Transaction,
  clock: Clock,
  credentials: readonly string[],
): Promise<(Holding | undefined)[]> {
  const lookUp = async (find: typeof findKeyHolders, some: readonly string[]) => {
    const holders = some.length > 0 ? await find(tx, clock, some.map(hashOf)) : [];
    return some.map((credential, index) => [credential, holders[index]] as const);
  };
  const isKey = (credential: string) => !looksLikeToken(credential);
  const found = await Promise.all([
    lookUp(findKeyHolders, credentials.filter(isKey)),
    lookUp(findTokenHolders, credentials.filter(looksLikeToken)),
  ]);
  const holdingOf = new Map(found.flat());
  return credentials.map((credential) => holdingOf.get(credential));
}

/** Finds the holder of a credential with the format of another kind: the key of a sandbox may have any format. */
async function findByOtherFormat(tx: Transaction, clock: Clock, credential: string): Promise<Holding | undefined> {
  const find = looksLikeToken(credential) ? findKeyHolders : findTokenHolders;
  const [holding] = await find(tx, clock, [hashOf(credential)]);
  return holding;
}

async function authenticateOtherFormat(ctx: TerminalContext, credential: string): Promise<Authenticated | undefined> {
  const found = await onShared(ctx.pool, (tx) => findByOtherFormat(tx, ctx.clock, credential));
  return found && (found.isStampDue ? recordUse(ctx, found) : authenticated(found));
}

async function recordUse(ctx: TerminalContext, found: Holding): Promise<Authenticated> {
  await onShared(ctx.pool, (tx) => stampUse(tx, ctx.clock, found));
  return authenticated(found);
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
